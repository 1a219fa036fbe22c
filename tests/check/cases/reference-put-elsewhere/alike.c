// SPDX-License-Identifier: GPL-2.0
// The page moves on to the next pte, and the head is that of the page: they are one.

static int gup_pte_range(pte_t *ptep, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	struct page *page = pte_page(*ptep), *head;

	do {
		pte_t pte = READ_ONCE(*ptep);

		if (pte_page(pte) != page)
			return 0;
		head = compound_head(page);
		if (!page_cache_get_speculative(head))
			return 0;
		if (pte_val(pte) != pte_val(*ptep)) {
			put_page(page);
			return 0;
		}
		pages[*nr] = page;
		(*nr)++;
		page++;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	return 1;
}
