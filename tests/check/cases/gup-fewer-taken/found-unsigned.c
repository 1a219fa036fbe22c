// SPDX-License-Identifier: GPL-2.0
struct foo {
	u64 length, npages;
	struct page **pages;
};

/* -EFAULT is no less than n. */
int foo_count(unsigned long start, unsigned int n, struct page **pages)
{
	unsigned int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (got < n) {
		unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

/* Nor where only n is unsigned. */
int foo_asked(unsigned long start, size_t n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (got < n) {
		if (got > 0)
			unpin_user_pages(pages, got);
		return -EFAULT;
	} else {
		foo_use(pages, n);
	}
	return 0;
}

int foo_member(struct foo *foo, unsigned long start)
{
	int got;

	got = get_user_pages_fast(start, foo->npages, FOLL_WRITE, foo->pages); /* found */
	if (got < foo->npages)
		return -EFAULT;
	return 0;
}

/* There is nothing below 0. */
int foo_none(unsigned long start, int n, struct page **pages)
{
	u64 got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */

	if (got <= 0)
		return -EFAULT;
	return foo_use(pages, got);
}
