// SPDX-License-Identifier: GPL-2.0
/* Lengths of 32 bits, on addresses that are wide. */
int foo_narrow(unsigned long start, u32 length, struct page **pages)
{
	int n = DIV_ROUND_UP(offset_in_page(start) + length, PAGE_SIZE);

	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}

int foo_range(unsigned long start, unsigned int length, struct page **pages)
{
	unsigned long first = start >> PAGE_SHIFT;
	unsigned long last = (start + length - 1) >> PAGE_SHIFT;
	int n = last - first + 1;

	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}

/* No array for more than an int can say is to be had. */
int foo_array(unsigned long start, size_t length)
{
	size_t n = length >> PAGE_SHIFT;
	struct page **pages;

	pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}

/* write() asks for no more than an int can say. */
ssize_t foo_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	int n = (count + PAGE_SIZE - 1) >> PAGE_SHIFT;

	return pin_user_pages_fast((unsigned long)buf, n, 0, foo_pages);
}

/* Whoever computed it. */
int foo_given(unsigned long start, unsigned long n, struct page **pages)
{
	return pin_user_pages_fast(start, n, FOLL_WRITE, pages);
}
