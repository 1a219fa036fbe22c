// SPDX-License-Identifier: GPL-2.0
#include <linux/foo.h>
#include "foo.h"

int foo_near(struct foo *foo)
{
	int n = foo->length >> PAGE_SHIFT;

	return pin_user_pages_fast(foo->start, n, FOLL_WRITE, foo->pages); /* found */
}

int foo_far(struct foo *foo, struct foo_user *user)
{
	int n = user->length >> PAGE_SHIFT;

	return pin_user_pages_fast(foo->start, n, FOLL_WRITE, foo->pages); /* found */
}
