// SPDX-License-Identifier: GPL-2.0
/* The second call fails, and what the first one got is left, by a return that others share. */
int foo_goto(unsigned long start, unsigned long other)
{
	struct page *page, *second;
	int ret = -EFAULT;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		goto out;
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &second) != 1)
		goto out;
	ret = foo_use(page, second);
	unpin_user_page(page);
	unpin_user_page(second);
out:
	return ret; /* found */
}

int foo_kept(unsigned long start, unsigned long other)
{
	struct page *page, *second;
	int got, ret = 0;

	got = pin_user_pages_fast(start, 1, FOLL_WRITE, &page);
	if (got != 1)
		return -EFAULT;
	got = pin_user_pages_fast(other, 1, FOLL_WRITE, &second);
	if (got != 1) {
		ret = -EFAULT;
		goto out;
	}
	ret = foo_use(page, second);
	unpin_user_page(page);
	unpin_user_page(second);
out:
	return ret; /* found */
}

int foo_arrays(unsigned long start, unsigned long other, int n)
{
	struct page **pages, **second;
	int ret = -ENOMEM;

	pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	second = kvmalloc_array(n, sizeof(*second), GFP_KERNEL);
	if (!pages || !second)
		goto out;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret != n) {
		if (ret > 0)
			unpin_user_pages(pages, ret);
		ret = -EFAULT;
		goto out;
	}
	ret = pin_user_pages_fast(other, n, FOLL_WRITE, second);
	if (ret != n) {
		if (ret > 0)
			unpin_user_pages(second, ret);
		ret = -EFAULT;
		goto out;
	}
	ret = foo_use(pages, second, n);
	unpin_user_pages(pages, n);
	unpin_user_pages(second, n);
out:
	kvfree(pages);
	kvfree(second);
	return ret; /* found */
}

int foo_arrays_return(unsigned long start, unsigned long other, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	struct page *second;

	if (!pages)
		return -ENOMEM;
	if (pin_user_pages_fast(start, n, FOLL_WRITE, pages) != n) {
		foo_release(pages);
		return -EFAULT;
	}
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &second) != 1) {
		kfree(pages);
		return -EFAULT; /* found */
	}
	foo_use(pages, second, n);
	unpin_user_page(second);
	unpin_user_pages(pages, n);
	kfree(pages);
	return 0;
}

int foo_elements(unsigned long start, unsigned long other)
{
	struct page *pg[2];

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &pg[0]) != 1)
		return -EFAULT;
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &pg[1]) != 1)
		return -EFAULT; /* found */
	foo_use(pg[0], pg[1]);
	unpin_user_pages(pg, 2);
	return 0;
}

int foo_elements_goto(unsigned long start, unsigned long other)
{
	struct page *pg[2];
	int got, ret = -EFAULT;

	got = get_user_pages_fast(start, 1, FOLL_WRITE, &pg[0]);
	if (got <= 0)
		goto out;
	got = get_user_pages_fast(other, 1, FOLL_WRITE, &pg[1]);
	if (got <= 0)
		goto out;
	ret = foo_use(pg[0], pg[1]);
	put_page(pg[0]);
	put_page(pg[1]);
out:
	return ret; /* found */
}

/* In a loop, and something else than a call. */
int foo_in_loop(struct foo *foo, unsigned long start, int n)
{
	struct page *page;
	int i, ret = 0;

	ret = pin_user_pages_fast(start, 1, FOLL_WRITE, &page);
	if (ret != 1)
		return -EFAULT;
	for (i = 0; i < n; i++) {
		if (foo_check(foo, i))
			return -EINVAL; /* found */
	}
	foo_use(page);
	unpin_user_page(page);
	return 0;
}

int foo_forgotten(struct foo *foo, unsigned long start)
{
	struct page *page;
	int ret;

	ret = pin_user_pages_fast(start, 1, FOLL_WRITE, &page);
	if (ret != 1)
		return -EFAULT;
	foo_note(foo);
	return 0; /* found */
}
