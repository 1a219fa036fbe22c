// SPDX-License-Identifier: GPL-2.0
/* The lock is that of another one, or was given back, on each way. */
int foo_other(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int got;

	mmap_read_lock(foo->mm);
	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	mmap_read_unlock(foo->mm);
	return got;
}

int foo_slow(unsigned long start, int n, struct page **pages)
{
	int got;

	mmap_read_lock(current->mm);
	got = get_user_pages(start, n, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	if (got < 0)
		got = get_user_pages_fast(start, n, FOLL_WRITE, pages);
	return got;
}
