/* The sum is checked while it is made. */
static int gup_fast_fallback(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages)
{
	unsigned long len, end;
	unsigned long nr_pinned;

	start = untagged_addr(start) & PAGE_MASK;
	len = nr_pages << PAGE_SHIFT;
	if (check_add_overflow(start, len, &end))
		return -EOVERFLOW;
	if (unlikely(!access_ok((void __user *)start, len)))
		return -EFAULT;
	nr_pinned = gup_fast(start, end, gup_flags, pages);
	if (nr_pinned == nr_pages)
		return nr_pinned;
	return gup_slow(start, nr_pages, nr_pinned, gup_flags, pages);
}

int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)
{
	return gup_fast_fallback(start, nr_pages, gup_flags, pages);
}

/* A sum, but nothing is walked by it. */
int get_user_pages_fast_trace(unsigned long start, int nr_pages)
{
	unsigned long end = start + nr_pages;

	end = start + nr_pages;
	return trace(start, end);
}
