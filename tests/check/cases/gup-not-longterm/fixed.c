// SPDX-License-Identifier: GPL-2.0
int foo_register(struct foo *foo, struct region *region, unsigned long start, int n)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE | FOLL_LONGTERM, region->pages);
	if (got != n)
		return foo_undo(region, region->pages);
	list_add_tail(&region->list, &foo->regions);
	return 0;
}

int foo_variable(struct foo *foo, struct region *region, unsigned long start, int n, bool write)
{
	unsigned int flags = FOLL_LONGTERM;

	if (write)
		flags |= FOLL_WRITE;
	if (pin_user_pages_fast(start, n, flags, region->pages) != n)
		return foo_undo(region, region->pages);
	list_add_tail(&region->list, &foo->regions);
	return 0;
}
