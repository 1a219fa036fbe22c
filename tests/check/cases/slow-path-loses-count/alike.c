/* Nothing was got before: there is no sum, and an error is an error. */
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	int ret;

	if (nr_pages > LIMIT)
		nr_pages = LIMIT;
	ret = get_user_pages_unlocked(start, nr_pages, pages, write);
	return ret;
}

/* Not the pages are moved on, but a caller's place among them. */
long populate(unsigned long start, int nr_pages, struct page **pages, int *done)
{
	long ret = 0;

	while (nr_pages > 0) {
		ret = get_user_pages(start, nr_pages, 0, pages, NULL);
		if (ret <= 0)
			return ret;
		*done += ret;
		pages += ret;
		start += ret << PAGE_SHIFT;
		nr_pages -= ret;
	}
	return 0;
}
