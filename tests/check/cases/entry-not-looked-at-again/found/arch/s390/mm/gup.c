// SPDX-License-Identifier: GPL-2.0

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
		if (!page_cache_get_speculative(page))	/* found */
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

	if (!page_cache_add_speculative(head, refs)) {	/* found */
		*nr -= refs;
		return 0;
	}
	return 1;
}

static int take_all(unsigned long pfn, unsigned long addr, unsigned long end,
		    struct page **pages, int *nr)
{
	do {
		struct page *page = pfn_to_page(pfn++);

		if (!try_get_page(page))
			return 0;
		pages[*nr] = page;
		(*nr)++;
	} while (addr += PAGE_SIZE, addr != end);
	return 1;
}

static int gup_device_pud(pud_t orig, pud_t *pudp, unsigned long addr, unsigned long end,
			  struct page **pages, int *nr)
{
	int start = *nr;

	if (!take_all(pud_pfn(orig), addr, end, pages, nr)) {	/* found */
		undo_all(nr, start, pages);
		return 0;
	}
	return 1;
}
