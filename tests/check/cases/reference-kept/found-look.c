// SPDX-License-Identifier: GPL-2.0

static int gup_huge_pud(pud_t orig, pud_t *pudp, unsigned long addr, unsigned long end,
			unsigned int flags, struct page **pages, int *nr)
{
	struct folio *folio;
	int refs;

	refs = record(pud_page(orig), PUD_SIZE, addr, end, pages + *nr);
	folio = try_grab_folio_fast(pud_page(orig), refs, flags);
	if (!folio)
		return 0;

	if (unlikely(pud_val(orig) != pud_val(*pudp))) {	/* found */
		return 0;
	}
	if (!pud_write(orig) && gup_must_unshare(NULL, flags, &folio->page)) {
		gup_put_folio(folio, refs, flags);
		return 0;
	}
	*nr += refs;
	return 1;
}
