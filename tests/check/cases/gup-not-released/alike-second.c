// SPDX-License-Identifier: GPL-2.0
/* The first call may not have been made, has failed, or what it got is somebody's by then. */
int foo_failed(struct foo *foo, unsigned long start)
{
	struct page *page;
	int ret = -EFAULT;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		goto out;
	ret = foo_use(page);
	unpin_user_page(page);
out:
	if (foo->gone)
		return -ENODEV;
	return ret;
}

int foo_inside(struct foo *foo, unsigned long start)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1) {
		if (foo->gone)
			return -ENODEV;
		return -EFAULT;
	}
	foo_use(page);
	unpin_user_page(page);
	return 0;
}

int foo_perhaps(struct foo *foo, unsigned long start, unsigned long other)
{
	struct page *page, *second;

	if (foo->direct) {
		if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
			return -EFAULT;
	}
	if (!foo->direct && pin_user_pages_fast(other, 1, FOLL_WRITE, &second) != 1)
		return -EFAULT;
	return foo_use(foo, foo->direct ? page : second);
}

int foo_stored(struct foo *foo, unsigned long start, unsigned long other)
{
	struct page *page, *second;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	foo->page = page;
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &second) != 1)
		return -EFAULT;
	foo->second = second;
	return 0;
}

int foo_whole(struct foo *foo, unsigned long start, unsigned long other)
{
	struct page *pg[2];

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &pg[0]) != 1)
		return -EFAULT;
	foo_remember(foo, pg);
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &pg[1]) != 1)
		return -EFAULT;
	return 0;
}

/* The loop gives back all that there are. */
int foo_loop(unsigned long start, int n)
{
	struct page *pages[16];
	int i, got, ret = 0;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got <= 0)
		return got;
	if (got != n) {
		ret = -EFAULT;
		goto out;
	}
	ret = foo_use(pages, n);
out:
	for (i = 0; i < got; i++)
		unpin_user_page(pages[i]);
	return ret;
}
