// SPDX-License-Identifier: GPL-2.0
#include "foo.h"

int foo_pin(struct foo *foo, unsigned long start)
{
	foo->pinned = pin_user_pages_fast(start, foo->wanted, FOLL_WRITE, foo->pages);
	if (foo->pinned < 0)
		return foo->pinned;
	if (foo->pinned < foo->wanted) {
		unpin_user_pages(foo->pages, foo->pinned);
		return -EFAULT;
	}
	foo_use(foo->pages, foo->wanted);
	return 0;
}
