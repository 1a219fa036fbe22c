// SPDX-License-Identifier: GPL-2.0
/* Each way has its own release; and what comes from elsewhere is not what was got. */
int foo_test(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int got, i;

	if (foo->pin) {
		got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
		if (got > 0)
			unpin_user_pages(pages, got);
	} else {
		got = get_user_pages_fast(start, n, FOLL_WRITE, pages);
		for (i = 0; i < got; i++)
			put_page(pages[i]);
	}
	return got;
}

int foo_replace(unsigned long start, struct page *other)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	foo_keep(page);
	page = other;
	put_page(page);
	return 0;
}

/* The folio has a reference of its own. */
int foo_own(unsigned long start, struct page **pages)
{
	struct folio *folio;
	int got = pin_user_pages_fast(start, 1, FOLL_WRITE, pages);

	folio = page_folio(pages[0]);
	folio_get(folio);
	unpin_user_pages(pages, got);
	folio_put(folio);
	return got;
}
