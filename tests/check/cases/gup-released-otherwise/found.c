// SPDX-License-Identifier: GPL-2.0
/* An array, and one page. */
int foo_send(struct foo *foo, unsigned long start, int n)
{
	struct page *pages[FOO_PAGES];
	int i, got;

	got = get_user_pages_fast(start, n, 0, pages);
	if (got <= 0)
		return got;
	foo_queue(foo, got);
	for (i = 0; i < got; i++)
		unpin_user_page(pages[i]); /* found */
	return got;
}

int foo_store(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);

	if (got < n) {
		release_pages(pages, got); /* found */
		return -EFAULT;
	}
	return 0;
}

int foo_mark(unsigned long start)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	foo_set_mark(page);
	put_page(page); /* found */
	return 0;
}

int foo_by_folio(unsigned long start)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	foo_touch(page_folio(page));
	folio_put(page_folio(page)); /* found */
	return 0;
}

int foo_by_folios(unsigned long start, int n, struct page **pages)
{
	struct folio *folio;
	int i, got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	for (i = 0; i < got; i++) {
		folio = page_folio(pages[i]);
		folio_put(folio); /* found */
	}
	return got;
}

int foo_declared(unsigned long start, int n, struct page **pages)
{
	int i, got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	for (i = 0; i < got; i++) {
		struct folio *folio = page_folio(pages[i]);

		folio_put(folio); /* found */
	}
	return got;
}

int foo_unpinned(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_folio(page_folio(page)); /* found */
	return 0;
}
