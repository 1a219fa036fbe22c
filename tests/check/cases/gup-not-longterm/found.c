// SPDX-License-Identifier: GPL-2.0
/* A region stays until somebody takes it out of the list. */
int foo_register(struct foo *foo, struct region *region, unsigned long start, int n)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, region->pages); /* found */
	if (got != n) {
		if (got > 0)
			unpin_user_pages(region->pages, got);
		return -ENOMEM;
	}
	region->npages = got;
	list_add_tail(&region->list, &foo->regions);
	return 0;
}

int foo_later(struct foo *foo, unsigned long start, int n, bool write)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	struct region *region = kzalloc(sizeof(*region), GFP_KERNEL);
	unsigned int flags = write ? FOLL_WRITE : 0;

	if (pin_user_pages_fast(start, n, flags, pages) != n) /* found */
		return foo_undo(region, pages);
	region->pages = pages;
	return xa_insert(&foo->regions, start, region, GFP_KERNEL);
}

/* The caller puts it into the tree. */
static int foo_pin(struct region *region)
{
	int got;

	got = pin_user_pages_fast(region->start, region->n, region->write ? FOLL_WRITE : 0, region->pages); /* found */
	return got == region->n ? 0 : foo_undo(region, region->pages);
}

static void foo_insert(struct foo *foo, struct region *new)
{
	struct rb_node **link = foo_find(foo, new), *parent = foo_parent(link);

	rb_link_node(&new->node, parent, link);
	rb_insert_color(&new->node, &foo->tree);
}

int foo_map(struct foo *foo, struct region *map)
{
	int ret = foo_pin(map);

	if (!ret)
		foo_insert(foo, map);
	return ret;
}

int foo_open(struct file *file, struct region *region, unsigned long start, int n)
{
	int got;

	got = pin_user_pages_fast(start, n, 0, region->pages); /* found */
	if (got != n)
		return foo_undo(region, region->pages);
	file->private_data = region;
	return 0;
}
