// SPDX-License-Identifier: GPL-2.0
int foo_count(unsigned long start, unsigned int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}
