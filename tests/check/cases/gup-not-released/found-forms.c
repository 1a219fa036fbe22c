// SPDX-License-Identifier: GPL-2.0
/* Fewer pages: the call is in the comparison, or an error is looked for by it, too. */
int foo_direct(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return -ENOMEM;
	if (pin_user_pages_fast(start, n, FOLL_WRITE, pages) != n) {
		kvfree(pages);
		return -EFAULT; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_stack(unsigned long start)
{
	struct page *pages[4];

	if (unlikely(pin_user_pages_fast(start, 4, FOLL_WRITE, pages) < 4))
		return -EFAULT; /* found */
	foo_use(pages, 4);
	unpin_user_pages(pages, 4);
	return 0;
}

int foo_initialiser(unsigned long start)
{
	struct page *pages[4];
	int got = pin_user_pages_fast(start, 4, FOLL_WRITE, pages);

	if (got != 4)
		return -EFAULT; /* found */
	foo_use(pages, 4);
	unpin_user_pages(pages, 4);
	return 0;
}

int foo_initialised(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int got = pages ? 0 : -ENOMEM;

	if (got)
		return got;
	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (!(got >= n)) {
		kvfree(pages);
		return -EFAULT; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_assigned(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	if ((got = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) < n) {
		kvfree(pages);
		return got < 0 ? got : -EFAULT; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_either(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	if (got < 0 || got < n) {
		kvfree(pages);
		return -EFAULT; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int foo_goto(unsigned long start, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret = -EFAULT;

	if (!pages)
		return -ENOMEM;
	if (pin_user_pages_fast(start, n, FOLL_WRITE, pages) != n)
		goto out;
	ret = foo_use(pages, n);
	unpin_user_pages(pages, n);
out:
	kvfree(pages);
	return ret; /* found */
}

int foo_array_initialised(unsigned long start, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL | __GFP_NOFAIL);
	int got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);

	if (got < n) {
		kfree(pages);
		return -EFAULT; /* found */
	}
	foo_use(pages, n);
	unpin_user_pages(pages, n);
	kfree(pages);
	return 0;
}
