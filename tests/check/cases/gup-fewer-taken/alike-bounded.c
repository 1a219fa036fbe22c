// SPDX-License-Identifier: GPL-2.0
/* The same conditions, and the count is used. */
int foo_negated(unsigned long start, int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (!(got >= 0))
		return got;
	return foo_use(pages, got);
}

int foo_negated_all(unsigned long start, int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (!(got >= n))
		return -EFAULT;
	return foo_use(pages, n);
}

int foo_while(unsigned long start, int n, struct page **pages)
{
	int got;

	while (n && (got = pin_user_pages_fast(start, min(n, 16), FOLL_WRITE, pages)) > 0) {
		foo_use(pages, got);
		n -= got;
	}
	return n;
}

int foo_while_bounded(unsigned long start, int n, struct page **pages)
{
	int got;

	while (n) {
		got = pin_user_pages_fast(start, min(n, 16), FOLL_WRITE, pages);
		if (!(got > 0))
			return got;
		start += got * PAGE_SIZE;
		n -= got;
	}
	return 0;
}

int foo_while_all(unsigned long start, int n, struct page **pages)
{
	while (n && pin_user_pages_fast(start, 16, FOLL_WRITE, pages) == 16)
		n -= foo_use(pages, 16);
	return n;
}

int foo_went_well(unsigned long start, int n, struct page **pages)
{
	int got;

	if ((got = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) > 0)
		return foo_use(pages, got);
	return -EFAULT;
}

int foo_either(unsigned long start, int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got < 0 || got < n)
		return -EFAULT;
	return foo_use(pages, n);
}
