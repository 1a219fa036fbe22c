// SPDX-License-Identifier: GPL-2.0
/* What 6.x and 7.0 have to allocate an array, and to free it. */
int foo_objects(unsigned long start, int n)
{
	struct page **pages = kvmalloc_objs(struct page *, n);
	int ret;

	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret != n) {
		kvfree(pages);
		return -EFAULT; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_star(unsigned long start, int n)
{
	struct page **pages;
	int ret;

	pages = kzalloc_objs(*pages, n, GFP_KERNEL_ACCOUNT);
	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret < n) {
		kfree(pages);
		return -EFAULT; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kfree(pages);
	return 0;
}

int foo_auto(unsigned long start, int n)
{
	auto pages = kvmalloc_objs(struct page *, n);
	int ret;

	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret != n) {
		kvfree(pages);
		return -EFAULT; /* found */
	}
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_free(unsigned long start, int n)
{
	struct page **pages __free(kvfree) = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	ret = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (ret != n)
		return -EFAULT; /* found */
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	return 0;
}
