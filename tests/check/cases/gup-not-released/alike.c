// SPDX-License-Identifier: GPL-2.0
/* The array is somebody's who releases what is in it, and so may be a page. */
int foo_write(struct foo *foo, unsigned long start, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	foo->pages = pages;
	foo->count = 0;
	ret = pin_user_pages_fast(start, n, 0, pages);
	if (ret > 0)
		foo->count = ret;
	if (ret != n) {
		foo_release(foo);
		return -EFAULT;
	}
	return 0;
}

int foo_given(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int ret;

	ret = pin_user_pages_fast(start, n, 0, pages);
	if (ret != n)
		return -EFAULT;
	return 0;
}

int foo_word(struct foo *foo, unsigned long start)
{
	struct page *page;
	int ret;

	ret = get_user_pages_fast(start, 1, 0, &page);
	if (ret != 1)
		return -EFAULT;
	foo->page = page;
	if (foo->gone)
		return -ENODEV;
	return 0;
}

int foo_only(struct foo *foo, unsigned long start)
{
	struct page *page;
	int ret;

	ret = get_user_pages_fast(start, 1, 0, &page);
	if (ret != 1)
		return -EFAULT;
	put_page(page);
	if (foo->gone)
		return -ENODEV;
	return 0;
}
