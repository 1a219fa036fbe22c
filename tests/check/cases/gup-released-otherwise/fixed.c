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
		put_page(pages[i]);
	return got;
}

int foo_store(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);

	if (got < n) {
		unpin_user_pages(pages, got);
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
	unpin_user_page(page);
	return 0;
}
