// SPDX-License-Identifier: GPL-2.0

static int gup_huge_pmd(pmd_t orig, pmd_t *pmdp, struct page **pages, int *nr)
{
	struct page *page = pmd_page(orig);

	if (!try_get_page(page))
		return 0;
	if (pmd_val(orig) != pmd_val(*pmdp)) {
		put_page(page);
		return 0;
	}
	pages[*nr] = page;
	(*nr)++;
	return 1;
}

static int gup_pmd_range(pud_t *pudp, pud_t pud, unsigned long addr, unsigned long end,
			 struct page **pages, int *nr)
{
	unsigned long next;
	pmd_t *pmdp;

	pmdp = pmd_offset_lockless(pudp, pud, addr);	/* found */
	do {
		pmd_t pmd = READ_ONCE(*pmdp);

		next = pmd_addr_end(addr, end);
		if (!pmd_present(pmd) || !gup_huge_pmd(pmd, pmdp, pages, nr))
			return 0;
	} while (pmdp++, addr = next, addr != end);
	return 1;
}
