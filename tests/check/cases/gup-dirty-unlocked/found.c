// SPDX-License-Identifier: GPL-2.0
int foo_receive(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	struct page *page;
	int i, got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	for (i = 0; i < got; i++) {
		foo_copy(foo, pages[i]);
		set_page_dirty(pages[i]); /* found */
	}
	if (get_user_pages_fast(foo->status, 1, FOLL_WRITE, &page) == 1) {
		foo_status(foo, page);
		set_page_dirty(page); /* found */
		put_page(page);
	}
	return got;
}
