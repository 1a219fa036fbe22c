// SPDX-License-Identifier: GPL-2.0
#include "foo.h"

void foo_all(struct foo *foo)
{
	int i;

	for (i = 0; i < foo->pinned; i++)
		foo_add(foo, foo->pages[i]);
}
