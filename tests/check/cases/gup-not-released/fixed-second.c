// SPDX-License-Identifier: GPL-2.0
/* The second call fails, and what the first one got goes. */
int foo_goto(unsigned long start, unsigned long other)
{
	struct page *page, *second;
	int ret = -EFAULT;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return ret;
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &second) != 1)
		goto out;
	ret = foo_use(page, second);
	unpin_user_page(second);
out:
	unpin_user_page(page);
	return ret;
}

int foo_arrays(unsigned long start, unsigned long other, int n)
{
	struct page **pages, **second;
	int got = 0, more = 0, ret = -EFAULT;

	pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	second = kvmalloc_array(n, sizeof(*second), GFP_KERNEL);
	if (!pages || !second)
		goto out;
	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got != n)
		goto out;
	more = pin_user_pages_fast(other, n, FOLL_WRITE, second);
	if (more != n)
		goto out;
	ret = foo_use(pages, second, n);
out:
	if (more > 0)
		unpin_user_pages(second, more);
	if (got > 0)
		unpin_user_pages(pages, got);
	kvfree(pages);
	kvfree(second);
	return ret;
}

int foo_elements(unsigned long start, unsigned long other)
{
	struct page *pg[2];

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &pg[0]) != 1)
		return -EFAULT;
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &pg[1]) != 1) {
		unpin_user_page(pg[0]);
		return -EFAULT;
	}
	foo_use(pg[0], pg[1]);
	unpin_user_pages(pg, 2);
	return 0;
}

int foo_elements_goto(unsigned long start, unsigned long other)
{
	struct page *pg[2];
	int taken = 0, ret = -EFAULT;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &pg[0]) != 1)
		goto out;
	taken = 1;
	if (get_user_pages_fast(other, 1, FOLL_WRITE, &pg[1]) != 1)
		goto out;
	taken = 2;
	ret = foo_use(pg[0], pg[1]);
out:
	release_pages(pg, taken);
	return ret;
}
