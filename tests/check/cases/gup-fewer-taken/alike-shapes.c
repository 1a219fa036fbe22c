// SPDX-License-Identifier: GPL-2.0
/* What was taken is added, kept or compared, on some way at least. */
int foo_loop(unsigned long start, int n, struct page **pages)
{
	int done = 0, ret;

	while (done < n) {
		ret = pin_user_pages_fast(start + done * PAGE_SIZE, n - done, FOLL_WRITE, pages + done);
		if (ret < 0)
			return ret;
		done += ret;
	}
	return 0;
}

int foo_inside(unsigned long start, int n, struct page **pages)
{
	int ret;

	if ((ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) < 0)
		return ret;
	return foo_use(pages, ret);
}

int foo_reused(unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	ret = foo_use(pages, ret);
	return ret;
}

int foo_added(unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < 0)
		goto error;
	ret -= n;
	if (!ret)
		return 0;
error:
	return ret;
}

int foo_label(unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < 0)
		goto out;
	foo_note(n);
out:
	return ret;
}

/* Who has the pointer may look. */
void foo_pointer(unsigned long start, int n, struct page **pages, int *got)
{
	*got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (*got < 0)
		foo_note(n);
}
