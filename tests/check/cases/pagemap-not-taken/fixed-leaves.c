// SPDX-License-Identifier: GPL-2.0

static int gup_pte_range(pmd_t pmd, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	struct dev_pagemap *pgmap = NULL;
	pte_t *ptep = pte_offset_kernel(&pmd, addr);
	int ret = 0;

	do {
		pte_t pte = READ_ONCE(*ptep);
		struct page *page;

		if (!pte_present(pte))
			goto out;
		if (pte_devmap(pte))
			goto out;
		if (pte_special(pte))
			goto out;
		page = pte_page(pte);
		if (!try_get_page(page))
			goto out;
		if (pte_val(pte) != pte_val(*ptep)) {
			put_page(page);
			goto out;
		}
		pages[*nr] = page;
		(*nr)++;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	ret = 1;
out:
	return ret;
}
