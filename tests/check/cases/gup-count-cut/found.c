// SPDX-License-Identifier: GPL-2.0
#include <linux/mm.h>

/* 8 TiB and a page are one page, and 16 TiB are none. */
int foo_int(unsigned long start, size_t length, struct page **pages)
{
	int n = length >> PAGE_SHIFT;

	return pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
}

/* The compiler cuts it where it is handed over. */
long foo_long(unsigned long start, size_t length, struct page **pages)
{
	unsigned long n = DIV_ROUND_UP(length, PAGE_SIZE);
	long got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (got != n)
		return foo_release(pages, got);
	return 0;
}

int foo_argument(u64 start, u64 length, struct page **pages)
{
	return get_user_pages_fast(start, length / PAGE_SIZE, 0, pages); /* found */
}

/* The array is allocated for the few that are left. */
int foo_range(struct foo *foo, unsigned long start, unsigned long size)
{
	unsigned long first = start & PAGE_MASK, end;
	unsigned int n;

	if (!size || start + size < start)
		return -EINVAL;
	end = PAGE_ALIGN(start + size);
	n = (end - first) >> PAGE_SHIFT;
	foo->pages = kvmalloc_array(n, sizeof(*foo->pages), GFP_KERNEL);
	if (!foo->pages)
		return -ENOMEM;
	return pin_user_pages_fast(first, n, FOLL_WRITE, foo->pages); /* found */
}

/* What only says that a sum does not wrap is no bound. */
int foo_wraps(struct foo *foo, unsigned long start, unsigned long size)
{
	unsigned long offset = offset_in_page(start);

	if (size > ULONG_MAX - PAGE_SIZE - offset)
		return -EINVAL;
	foo->count = DIV_ROUND_UP(offset + size, PAGE_SIZE);
	return pin_user_pages_fast(start & PAGE_MASK, foo->count, FOLL_WRITE, foo->pages); /* found */
}
