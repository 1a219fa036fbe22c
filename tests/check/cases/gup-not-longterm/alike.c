// SPDX-License-Identifier: GPL-2.0
/* It is taken out before the function returns, or waited for. */
int foo_wait(struct foo *foo, struct request *request, unsigned long start, int n)
{
	if (pin_user_pages_fast(start, n, FOLL_WRITE, request->pages) != n)
		return foo_undo(request, request->pages);
	list_add_tail(&request->list, &foo->requests);
	wait_for_completion(&request->done);
	unpin_user_pages(request->pages, n);
	return 0;
}

int foo_taken_out(struct foo *foo, struct request *request, unsigned long start, int n)
{
	if (pin_user_pages_fast(start, n, FOLL_WRITE, request->pages) != n)
		return foo_undo(request, request->pages);
	list_add_tail(&request->list, &foo->requests);
	foo_go(foo);
	list_del(&request->list);
	unpin_user_pages(request->pages, n);
	return 0;
}

/* Nobody else finds it. */
int foo_own(struct request *request, unsigned long start, int n)
{
	int ret;

	if (pin_user_pages_fast(start, n, FOLL_WRITE, request->pages) != n)
		return foo_undo(request, request->pages);
	ret = foo_send(request);
	unpin_user_pages(request->pages, n);
	return ret;
}

/* The caller says for how long. */
int foo_flags(struct foo *foo, struct region *region, unsigned long start, int n, unsigned int flags)
{
	if (pin_user_pages_fast(start, n, flags, region->pages) != n)
		return foo_undo(region, region->pages);
	list_add_tail(&region->list, &foo->regions);
	return 0;
}

/* Another one is put into the list. */
int foo_other(struct foo *foo, struct region *region, struct region *other, unsigned long start, int n)
{
	if (pin_user_pages_fast(start, n, FOLL_WRITE, region->pages) != n)
		return foo_undo(region, region->pages);
	list_add_tail(&other->list, &foo->regions);
	return foo_finish(region);
}
