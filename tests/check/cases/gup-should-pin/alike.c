// SPDX-License-Identifier: GPL-2.0
/* Where a page is, and whose, is no content; a kernel page is not of a user. */
int foo_node(unsigned long start)
{
	struct page *page;
	int node;

	if (get_user_pages_fast(start, 1, 0, &page) != 1)
		return -EFAULT;
	node = page_to_nid(page);
	put_page(page);
	return node;
}

int foo_copy(unsigned long start, struct page *kernel)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, 0, &page) != 1)
		return -EFAULT;
	memset(page_address(kernel), 0, PAGE_SIZE);
	put_page(page);
	return 0;
}
