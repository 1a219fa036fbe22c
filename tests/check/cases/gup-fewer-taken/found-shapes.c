// SPDX-License-Identifier: GPL-2.0
/* What was asked for is added, and the next count is another one. */
int foo_loop(unsigned long start, int n, struct page **pages)
{
	int done = 0, ret;

	while (done < n) {
		ret = pin_user_pages_fast(start, 16, FOLL_WRITE, pages + done); /* found */
		if (ret < 0)
			return ret;
		done += 16;
		start += 16 * PAGE_SIZE;
	}
	return 0;
}

/* The call is in the comparison, and the count is kept. */
int foo_inside(unsigned long start, int n, struct page **pages)
{
	int ret;

	if ((ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) < 0) /* found */
		return ret;
	foo_use(pages, n);
	return 0;
}

/* The variable is another number afterwards. */
int foo_reused(unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (ret < 0)
		return ret;
	ret = foo_use(pages, n);
	return ret;
}

/* Only the error's way names the count. */
int foo_label(unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (ret < 0)
		goto error;
	foo_use(pages, n);
	return 0;
error:
	pr_err("%d\n", ret);
	return ret;
}

/* Something stands between the call and the comparison. */
int foo_between(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	foo_unlock(foo);
	if (unlikely(ret <= 0))
		return -EFAULT;
	foo_use(pages, n);
	return 0;
}
