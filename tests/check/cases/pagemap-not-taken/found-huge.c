// SPDX-License-Identifier: GPL-2.0
// In the function that is called for these.

static int gup_device(unsigned long pfn, struct page **pages, int *nr)
{
	struct dev_pagemap *pgmap = NULL;
	struct page *page = pfn_to_page(pfn);

	get_page(page);
	pages[(*nr)++] = page;
	return 1;
}

static int gup_huge_pmd(pmd_t orig, pmd_t *pmdp, unsigned long addr, struct page **pages, int *nr)
{
	struct page *page = pmd_page(orig);

	if (pmd_devmap(orig))	/* found */
		return gup_device(pmd_pfn(orig), pages, nr);
	if (!try_get_page(page))
		return 0;
	if (pmd_val(orig) != pmd_val(*pmdp)) {
		put_page(page);
		return 0;
	}
	pages[(*nr)++] = page;
	return 1;
}
