// SPDX-License-Identifier: GPL-2.0
int foo_write(struct foo *foo, unsigned long start, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int i, ret;

	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(start, n, 0, pages);
	if (ret < 0)
		goto free;
	if (ret != n) {
		ret = -EFAULT;
		goto free;
	}
	ret = foo_send(foo, pages, n);
	for (i = 0; i < n; i++)
		unpin_user_page(pages[i]);
free:
	kfree(pages);
	return ret; /* found */
}

int foo_word(struct foo *foo, unsigned long start)
{
	struct page *page;
	int ret;

	ret = get_user_pages_fast(start, 1, 0, &page);
	if (ret < 0)
		return ret;
	if (foo->gone)
		return -ENODEV; /* found */
	foo_take(foo, page);
	put_page(page);
	return 0;
}

int foo_two(struct foo *foo, unsigned long start, unsigned long other)
{
	struct page *page, *second;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	if (pin_user_pages_fast(other, 1, FOLL_WRITE, &second) != 1)
		return -EFAULT; /* found */
	foo_use(foo, page, second);
	unpin_user_page(page);
	unpin_user_page(second);
	return 0;
}
