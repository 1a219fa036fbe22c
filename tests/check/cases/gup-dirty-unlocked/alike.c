// SPDX-License-Identifier: GPL-2.0
/* It is locked here; or it is no page of a user. */
int foo_receive(struct foo *foo, unsigned long start, struct page *own)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	lock_page(page);
	foo_copy(foo, page);
	set_page_dirty(page);
	unlock_page(page);
	unpin_user_page(page);
	set_page_dirty(own);
	return 0;
}
