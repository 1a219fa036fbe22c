// SPDX-License-Identifier: GPL-2.0
// Each flush waits for an IPI, so nothing can be freed while interrupts are off.

static int gup_pte_range(pmd_t pmd, pmd_t *pmdp, unsigned long addr, unsigned long end,
			 struct page **pages, int *nr)
{
	pte_t *ptep = pte_offset_kernel(&pmd, addr);

	do {
		pte_t pte = READ_ONCE(*ptep);
		struct page *page;

		if (!pte_present(pte) || pte_special(pte))
			return 0;
		page = pte_page(pte);
		if (!page_cache_get_speculative(page))
			return 0;
		pages[*nr] = page;
		(*nr)++;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	return 1;
}

static int gup_huge_pmd(pmd_t orig, pmd_t *pmdp, unsigned long addr, unsigned long end,
			struct page **pages, int *nr)
{
	struct page *head = pmd_page(orig), *page;
	int refs = 0;

	page = head + ((addr & ~PMD_MASK) >> PAGE_SHIFT);
	do {
		pages[*nr] = page++;
		(*nr)++;
		refs++;
	} while (addr += PAGE_SIZE, addr != end);

	if (!page_cache_add_speculative(head, refs)) {
		*nr -= refs;
		return 0;
	}
	return 1;
}
