// SPDX-License-Identifier: GPL-2.0
// The label gives it back.

static int gup_pte_range(pmd_t pmd, unsigned long addr, unsigned long end,
			 struct page **pages, int *nr)
{
	struct dev_pagemap *pgmap = NULL;
	pte_t *ptep, *ptem;
	struct page *page;
	int ret = 0;

	ptem = ptep = pte_offset_map(&pmd, addr);
	do {
		pte_t pte = READ_ONCE(*ptep);
		page = pte_page(pte);

		if (!page_cache_get_speculative(page))
			goto out;
		if (pte_val(pte) != pte_val(*ptep))
			goto back;
		pages[*nr] = page;
		(*nr)++;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	ret = 1;
	goto out;
back:
	put_page(page);
out:
	if (pgmap)
		put_dev_pagemap(pgmap);
	pte_unmap(ptem);
	return ret;
}
