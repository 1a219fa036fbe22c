// SPDX-License-Identifier: GPL-2.0
/* The lock was given back, on each way. */
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

int foo_after(unsigned long start, int n, struct page **pages)
{
	scoped_guard(mmap_read_lock, current->mm) {
		foo_look(start);
	}
	return get_user_pages_fast(start, n, FOLL_WRITE, pages);
}

int foo_tried(unsigned long start, int n, struct page **pages)
{
	if (!mmap_read_trylock(current->mm))
		return get_user_pages_fast(start, n, FOLL_WRITE, pages);
	foo_look(start);
	mmap_read_unlock(current->mm);
	return 0;
}
