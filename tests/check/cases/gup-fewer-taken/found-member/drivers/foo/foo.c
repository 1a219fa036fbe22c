// SPDX-License-Identifier: GPL-2.0
#include "foo.h"

/* The count is in a structure, and nobody looks at it but for an error. */
int foo_pin(struct foo *foo, unsigned long start)
{
	foo->pinned = pin_user_pages_fast(start, foo->wanted, FOLL_WRITE, foo->pages); /* found */
	if (foo->pinned < 0)
		return foo->pinned;
	foo_use(foo->pages, foo->wanted);
	return 0;
}

void foo_reset(struct foo *foo)
{
	foo->pinned = 0;
}
