// SPDX-License-Identifier: GPL-2.0
/* An error is looked for, and n pages are used. */
int foo_read(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int i, ret;

	ret = get_user_pages_fast(start, n, 0, pages); /* found */
	if (ret < 0)
		return ret;

	for (i = 0; i < n; i++)
		foo_add(foo, pages[i]);
	return 0;
}

int foo_declared(unsigned long start, int n, struct page **pages)
{
	int ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */

	if (ret < 0)
		return ret;
	foo_use(pages, n);
	return 0;
}

int foo_direct(unsigned long start, int n, struct page **pages)
{
	if (pin_user_pages_fast(start, n, FOLL_WRITE, pages) < 0) /* found */
		return -EFAULT;
	foo_use(pages, n);
	return 0;
}

int foo_none(unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (ret < 1)
		return -EFAULT;
	foo_use(pages, n);
	return 0;
}
