static int fast_fallback(unsigned long start, unsigned long nr_pages, unsigned int flags, struct page **pages)
{
	unsigned long got = lockless(start, nr_pages, flags, pages);
	int locked = 0;
	int ret;

	start += got << PAGE_SHIFT;
	pages += got;
	ret = __gup_longterm_locked(current->mm, start, nr_pages - got, pages, &locked, flags);
	if (ret < 0) {
		if (got)
			return got;
		return ret;
	}
	return ret + got;
}
