// SPDX-License-Identifier: GPL-2.0
/* An error is looked for before, or is seen by the comparison all the same. */
int foo_before(unsigned long start, unsigned int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got < 0)
		return got;
	if (got < n) {
		unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

int foo_value(unsigned long start, unsigned long n, struct page **pages)
{
	unsigned long got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (IS_ERR_VALUE(got))
		return got;
	if (got < n) {
		unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

int foo_cast(unsigned long start, unsigned int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got < (int)n)
		return foo_release(pages, got);
	return 0;
}

/* Less wide than an int, so it becomes one. */
int foo_narrow(unsigned long start, u16 n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got < n)
		return foo_release(pages, got);
	return 0;
}

int foo_signed(unsigned long start, long n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got < n)
		return foo_release(pages, got);
	return 0;
}

int foo_differ(unsigned long start, unsigned int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got != n)
		return foo_release(pages, got);
	return 0;
}

/* What is more than nothing is kept, and then compared. */
int foo_positive(struct foo *foo, unsigned long start, size_t n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got > 0)
		foo->count = got;
	if (got != n)
		return foo_release(pages, foo->count);
	return 0;
}
