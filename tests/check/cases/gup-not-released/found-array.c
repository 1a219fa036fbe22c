// SPDX-License-Identifier: GPL-2.0
/* What was taken is returned, and the array goes. */
int foo_count(unsigned long start, int n)
{
	struct page **pages;
	int ret;

	pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < n) {
		kfree(pages);
		return ret; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kfree(pages);
	return 0;
}

/* An array in a declaration goes with the function. */
int foo_local(unsigned long start)
{
	struct page *pages[4], *other;
	int ret;

	ret = pin_user_pages_fast(start, 4, FOLL_WRITE, pages);
	if (ret != 4)
		return -EFAULT; /* found */
	other = foo_use(pages, 4);
	unpin_user_pages(pages, 4);
	return other ? 0 : -EIO;
}

/* All are there, and something else is wrong; the variable is another number. */
int foo_checked(struct foo *foo, unsigned long start)
{
	struct page *pages[1];
	int n;

	n = pin_user_pages_fast(start, 1, FOLL_WRITE, pages);
	if (n < 1)
		return -EIO;
	n = foo_check(foo);
	if (n)
		return n; /* found */
	foo_use(pages, 1);
	unpin_user_page(pages[0]);
	return 0;
}

int foo_allocated(struct foo *foo, unsigned long start, int n)
{
	struct page **pages;
	int ret;

	pages = vmalloc(array_size(n, sizeof(*pages)));
	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret != n) {
		if (ret > 0)
			unpin_user_pages(pages, ret);
		vfree(pages);
		return -EFAULT;
	}
	if (foo_check(foo)) {
		vfree(pages);
		return -EINVAL; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	vfree(pages);
	return 0;
}

int foo_second(unsigned long start, unsigned long other)
{
	struct page *page, *second;
	int n;

	n = pin_user_pages_fast(start, 1, FOLL_WRITE, &page);
	if (n < 1)
		return n;
	n = pin_user_pages_fast(other, 1, FOLL_WRITE, &second);
	if (n < 1)
		return n; /* found */
	foo_use(page, second);
	unpin_user_page(page);
	unpin_user_page(second);
	return 0;
}
