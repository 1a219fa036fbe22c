// SPDX-License-Identifier: GPL-2.0

static int gup_pte_range(pmd_t pmd, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	pte_t *ptep = pte_offset_kernel(&pmd, addr);

	do {
		pte_t pte = READ_ONCE(*ptep);
		struct page *page;

		if (!pte_present(pte) || pte_special(pte))
			return 0;
		page = pte_page(pte);
		if (!try_get_page(page))
			return 0;
		if (pte_val(pte) != pte_val(*ptep)) {
			put_page(page);
			return 0;
		}
		pages[*nr] = page;
		(*nr)++;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	return 1;
}
