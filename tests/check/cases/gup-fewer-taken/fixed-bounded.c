// SPDX-License-Identifier: GPL-2.0
int foo_negated(unsigned long start, int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (!(got >= 0))
		return got;
	if (!(got == n)) {
		unpin_user_pages(pages, got);
		return -EFAULT;
	}
	foo_use(pages, n);
	return 0;
}

int foo_while(unsigned long start, int n, struct page **pages)
{
	int got;

	while ((got = pin_user_pages_fast(start, min(n, 16), FOLL_WRITE, pages)) > 0) {
		foo_use(pages, got);
		n -= got;
		start += got * PAGE_SIZE;
	}
	return 0;
}
