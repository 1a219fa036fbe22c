// SPDX-License-Identifier: GPL-2.0
int foo_int(unsigned long start, size_t length, struct page **pages)
{
	size_t n = length >> PAGE_SHIFT;

	if (n > INT_MAX)
		return -EINVAL;
	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}

int foo_length(unsigned long start, size_t length, struct page **pages)
{
	int n = length >> PAGE_SHIFT;

	if (FOO_MOST < length)
		return -EINVAL;
	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}

int foo_least(unsigned long start, size_t length, struct page **pages)
{
	int n = min_t(size_t, length >> PAGE_SHIFT, 512);

	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}

static int foo_called(unsigned long start, u64 length, struct page **pages)
{
	unsigned long n = DIV_ROUND_UP(length, PAGE_SIZE);

	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}

int foo_caller(struct foo *foo, unsigned long start, u64 length)
{
	if (length > SZ_1G)
		return -EINVAL;
	return foo_called(start, length, foo->pages);
}
