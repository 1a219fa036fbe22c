// SPDX-License-Identifier: GPL-2.0
#include "foo.h"

/* Another file looks at it; and at what is in a structure from elsewhere, who knows? */
int foo_pin(struct foo *foo, unsigned long start)
{
	foo->pinned = pin_user_pages_fast(start, foo->wanted, FOLL_WRITE, foo->pages);
	if (foo->pinned < 0)
		return foo->pinned;
	return 0;
}

int bar_pin(struct bar *bar, unsigned long start)
{
	bar->got = pin_user_pages_fast(start, bar->wanted, FOLL_WRITE, bar->pages);
	if (bar->got < 0)
		return bar->got;
	return 0;
}
