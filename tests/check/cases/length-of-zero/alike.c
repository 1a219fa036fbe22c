/* Who is called asks. */
static unsigned long gup_fast(unsigned long start, unsigned long end, unsigned int gup_flags, struct page **pages)
{
	unsigned long flags;
	int nr = 0;

	if (end <= start)
		return 0;
	local_irq_save(flags);
	gup_fast_pgd_range(start, end, gup_flags, pages, &nr);
	local_irq_restore(flags);
	return nr;
}

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

/* No walk from a number of pages: interrupts are off for something else. */
int get_user_pages_fast_stat(int nr_pages)
{
	size_t bytes = (unsigned long)nr_pages << PAGE_SHIFT;

	return account(bytes);
}
