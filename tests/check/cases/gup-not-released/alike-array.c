// SPDX-License-Identifier: GPL-2.0
/* The array is returned, was given to somebody before, or is everybody's. */
struct page **foo_returned(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return NULL;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < n)
		return pages;
	return pages;
}

int foo_stored(struct foo *foo, unsigned long start, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	foo_remember(foo, pages);
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < n)
		return -EFAULT;
	return 0;
}

int foo_static(unsigned long start)
{
	static struct page *pages[4];
	int ret;

	ret = pin_user_pages_fast(start, 4, FOLL_WRITE, pages);
	if (ret != 4)
		return -EFAULT;
	return 0;
}

static struct page *everybodys[4];

int foo_global(unsigned long start)
{
	int ret;

	ret = pin_user_pages_fast(start, 4, FOLL_WRITE, everybodys);
	if (ret != 4)
		return -EFAULT;
	return 0;
}

/* A loop that releases them may be passed over, as far as one can tell. */
int foo_loop(struct foo *foo, unsigned long start, int n)
{
	struct page *pages[16];
	int i, ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	foo_note(foo);
	for (i = 0; i < ret; i++)
		unpin_user_page(pages[i]);
	return 0;
}

int foo_if(struct foo *foo, unsigned long start)
{
	struct page *page;
	int ret;

	ret = get_user_pages_fast(start, 1, 0, &page);
	if (ret < 0)
		return ret;
	if (ret == 1)
		put_page(page);
	return 0;
}

int foo_both(unsigned long start, int n)
{
	struct page *pages[16];
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret != n) {
		if (ret > 0)
			unpin_user_pages(pages, ret);
		return -EFAULT;
	}
	unpin_user_pages(pages, n);
	return 0;
}

/* An array that is a parameter is the caller's. */
int foo_parameter(unsigned long start, int n, struct page *pages[16])
{
	int ret;

	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret <= 0)
		return -EFAULT;
	return ret;
}
