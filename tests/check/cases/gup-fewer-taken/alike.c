// SPDX-License-Identifier: GPL-2.0
/* The count goes on to be used; one page is taken or not. */
int foo_read(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int i, ret;

	ret = get_user_pages_fast(start, n, 0, pages);
	if (ret < 0)
		return ret;
	for (i = 0; i < ret; i++)
		foo_add(foo, pages[i]);
	return 0;
}

int foo_count(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, 0, pages);
	if (unlikely(ret <= 0))
		return ret;
	foo->count = ret;
	return 0;
}

int foo_one(struct foo *foo, unsigned long start)
{
	struct page *page;
	int ret;

	ret = get_user_pages_fast(start, 1, 0, &page);
	if (ret < 0)
		return ret;
	foo_add(foo, page);
	return 0;
}

/* The caller compares. */
int foo_tail(unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = get_user_pages_fast(start, n, 0, pages);
	if (ret < 0)
		return 0;
	return ret;
}

int foo_declared(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int ret = pin_user_pages_fast(start, n, 0, pages);

	if (ret < 0)
		return ret;
	foo->count = ret;
	return 0;
}

int foo_direct(unsigned long start, struct page **pages)
{
	if (get_user_pages_fast(start, 1, 0, pages) <= 0)
		return -EFAULT;
	return 0;
}
