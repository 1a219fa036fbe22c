// SPDX-License-Identifier: GPL-2.0
// The pages of a device stay while its pagemap is held.

static int take_device(unsigned long pfn, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	struct dev_pagemap *pgmap = NULL;

	do {
		struct page *page = pfn_to_page(pfn++);

		pgmap = get_dev_pagemap(page_to_pfn(page), pgmap);
		if (!pgmap)
			return 0;
		get_page(page);
		put_dev_pagemap(pgmap);
		pages[*nr] = page;
		(*nr)++;
	} while (addr += PAGE_SIZE, addr != end);
	return 1;
}

static int gup_device_pmd(pmd_t orig, pmd_t *pmdp, unsigned long addr, unsigned long end,
			  struct page **pages, int *nr)
{
	int start = *nr;

	if (!take_device(pmd_pfn(orig), addr, end, pages, nr))
		return 0;
	if (pmd_val(orig) != pmd_val(*pmdp)) {
		undo_all(nr, start, pages);
		return 0;
	}
	return 1;
}
