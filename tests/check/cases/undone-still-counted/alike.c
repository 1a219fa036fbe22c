/* Put again and counted again, both: as the device walkers of 4.x undo. */
static void undo_dev_pagemap(int *nr, int nr_start, struct page **pages)
{
	while ((*nr) - nr_start) {
		struct page *page = pages[--(*nr)];

		ClearPageReferenced(page);
		put_page(page);
	}
}

/* What is put is the next page, of which nothing was counted. */
static int gup_some(unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	struct page *page;

	do {
		page = page_at(addr);
		if (!try_get_page(page))
			return 0;
		if (!same(addr, page)) {
			put_page(page);
			return 0;
		}
		pages[*nr] = page;
		(*nr)++;
	} while (addr += PAGE_SIZE, addr != end);
	return 1;
}

/* Counted only once it is sure. */
static int gup_leaf(unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	int refs = record_subpages(addr, end, pages + *nr);
	struct folio *folio = try_grab_folio(page_at(addr), refs);

	if (!folio)
		return 0;
	if (!same(addr, folio)) {
		gup_put_folio(folio, refs);
		return 0;
	}
	*nr += refs;
	return 1;
}

/* The count goes down in another function, and what goes up beside it are no references. */
static int gup_device_huge(unsigned long pfn, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	struct dev_pagemap *pgmap = NULL;
	int nr_start = *nr;

	do {
		struct page *page = pfn_to_page(pfn);

		pgmap = get_dev_pagemap(pfn, pgmap);
		if (unlikely(!pgmap)) {
			undo_dev_pagemap(nr, nr_start, pages);
			return 0;
		}
		pages[*nr] = page;
		get_page(page);
		put_dev_pagemap(pgmap);
		(*nr)++;
		pfn++;
	} while (addr += PAGE_SIZE, addr != end);
	return 1;
}
