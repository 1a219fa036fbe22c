// SPDX-License-Identifier: GPL-2.0
// Each flush waits for an IPI.

static int gup_pte_range(pmd_t pmd, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	pte_t *ptep = pte_offset_kernel(&pmd, addr);

	do {
		pte_t pte = READ_ONCE(*ptep);
		struct page *page = pte_page(pte);

		get_page(page);
		pages[*nr] = page;
		(*nr)++;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	return 1;
}

static inline void take_many(struct page *page, int nr)
{
	atomic_add(nr, &page->_count);
}

static int gup_huge_pmd(pmd_t pmd, int refs)
{
	take_many(pmd_page(pmd), refs);
	return 1;
}
