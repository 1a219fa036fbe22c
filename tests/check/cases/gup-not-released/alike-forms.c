// SPDX-License-Identifier: GPL-2.0
/* Not fewer: an error, none, all of them, or another number. */
int foo_error(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	if ((got = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) < 0) {
		kvfree(pages);
		return got;
	}
	foo_use(pages, got);
	unpin_user_pages(pages, got);
	kvfree(pages);
	return 0;
}

int foo_none(unsigned long start)
{
	struct page *pages[4];
	int got = pin_user_pages_fast(start, 4, FOLL_WRITE, pages);

	if (got < 0 || !got)
		return -EFAULT;
	foo_use(pages, got);
	unpin_user_pages(pages, got);
	return 0;
}

int foo_all(unsigned long start, int n)
{
	struct page *pages[16];
	int got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);

	if (!(got < n))
		return foo_use(pages, n);
	if (got > 0)
		unpin_user_pages(pages, got);
	return -EFAULT;
}

int foo_error_kept(unsigned long start, int n)
{
	struct page *pages[16];
	int got, err;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	err = got < 0 ? got : 0;
	if (err)
		return err;
	foo_use(pages, got);
	unpin_user_pages(pages, got);
	return 0;
}

/* The call is somebody else's business, by another way to this return. */
int foo_one_of_two(struct foo *foo, unsigned long start, int n)
{
	struct page *pages[16];
	int ret = -EFAULT;

	if (foo->direct && pin_user_pages_fast(start, n, FOLL_WRITE, pages) != n) {
		foo_release(foo, pages);
		return ret;
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	return 0;
}
