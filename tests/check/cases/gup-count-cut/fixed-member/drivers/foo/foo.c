// SPDX-License-Identifier: GPL-2.0
#include "foo.h"

int foo_near(struct foo *foo)
{
	int n = foo->length >> PAGE_SHIFT;

	return pin_user_pages_fast(foo->start, n, FOLL_WRITE, foo->pages);
}

int foo_new(struct foo *foo)
{
	if (foo->length >= SZ_1G)
		return -EINVAL;
	return foo_near(foo);
}

int foo_short(struct foo *foo)
{
	int n = foo->short_length >> PAGE_SHIFT;

	return pin_user_pages_fast(foo->start, n, FOLL_WRITE, foo->pages);
}

static int foo_old_pin(struct foo *foo)
{
	int n = foo->length >> PAGE_SHIFT;

	return pin_user_pages_fast(foo->start, n, FOLL_WRITE, foo->pages);
}

int foo_old(u64 start, u64 length)
{
	struct foo *foo = foo_alloc();

	foo->start = start;
	foo->length = length;
	return foo_old_pin(foo);
}
