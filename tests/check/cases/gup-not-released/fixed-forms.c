// SPDX-License-Identifier: GPL-2.0
/* Of fewer pages, what there is goes. */
int foo_initialiser(unsigned long start)
{
	struct page *pages[4];
	int got = pin_user_pages_fast(start, 4, FOLL_WRITE, pages);

	if (got != 4) {
		if (got > 0)
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	foo_use(pages, 4);
	unpin_user_pages(pages, 4);
	return 0;
}

int foo_assigned(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	if ((got = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) < n) {
		if (got > 0)
			unpin_user_pages(pages, got);
		kvfree(pages);
		return got < 0 ? got : -EFAULT;
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_either(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got < 0 || got < n) {
		while (got > 0)
			unpin_user_page(pages[--got]);
		kvfree(pages);
		return -EFAULT;
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_goto(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int got, ret = -EFAULT;

	if (!pages)
		return -ENOMEM;
	if ((got = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) != n)
		goto out;
	ret = foo_use(pages, n);
out:
	if (got > 0)
		unpin_user_pages(pages, got);
	kvfree(pages);
	return ret;
}
