// SPDX-License-Identifier: GPL-2.0
/* An error is looked for the other way round, or a step of a loop is bounded. */
int foo_negated(unsigned long start, int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (!(got >= 0))
		return got;
	foo_use(pages, n);
	return 0;
}

int foo_negated_above(unsigned long start, int n, struct page **pages)
{
	int got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */

	if (unlikely(!(got > 0)))
		return -EFAULT;
	foo_use(pages, n);
	return 0;
}

int foo_negated_inside(unsigned long start, int n, struct page **pages)
{
	int got;

	if (!((got = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) >= 0)) /* found */
		return got;
	foo_use(pages, n);
	return 0;
}

int foo_negated_call(unsigned long start, int n, struct page **pages)
{
	if (!(pin_user_pages_fast(start, n, FOLL_WRITE, pages) >= 0)) /* found */
		return -EFAULT;
	foo_use(pages, n);
	return 0;
}

int foo_turned(unsigned long start, int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (0 > got)
		return got;
	foo_use(pages, n);
	return 0;
}

int foo_bounded(unsigned long start, int n, struct page **pages)
{
	int ret;

	while (n) {
		ret = pin_user_pages_fast(start, min(n, 16), FOLL_WRITE, pages); /* found */
		if (ret < 0)
			return ret;
		foo_use(pages, min(n, 16));
		start += 16 * PAGE_SIZE;
		n -= min(n, 16);
	}
	return 0;
}

int foo_bounded_first(unsigned long start, int n, struct page **pages)
{
	int ret;

	while (n > 0) {
		int step = min(n, 16);

		ret = pin_user_pages_fast(start, step, FOLL_WRITE, pages); /* found */
		if (ret < 0)
			return ret;
		foo_use(pages, step);
		start += step * PAGE_SIZE;
		n -= step;
	}
	return 0;
}

int foo_bounded_typed(unsigned long start, unsigned long n, struct page **pages)
{
	int ret;

	while (n) {
		ret = get_user_pages_fast(start, min_t(unsigned long, n, 16), FOLL_WRITE, pages); /* found */
		if (ret <= 0)
			break;
		foo_use(pages, min_t(unsigned long, n, 16));
		n -= min_t(unsigned long, n, 16);
	}
	return 0;
}

int foo_while(unsigned long start, int n, struct page **pages)
{
	int got;

	while ((got = pin_user_pages_fast(start, min(n, 16), FOLL_WRITE, pages)) > 0) { /* found */
		foo_use(pages, min(n, 16));
		n -= min(n, 16);
	}
	return 0;
}

int foo_while_call(unsigned long start, int n, struct page **pages)
{
	while (n > 0 && pin_user_pages_fast(start, min(n, 16), FOLL_WRITE, pages) > 0) { /* found */
		foo_use(pages, min(n, 16));
		n -= min(n, 16);
	}
	return 0;
}

int foo_went_well(unsigned long start, int n, struct page **pages)
{
	int got;

	if ((got = pin_user_pages_fast(start, n, FOLL_WRITE, pages)) > 0) /* found */
		return foo_use(pages, n);
	return -EFAULT;
}

int foo_or_else(struct foo *foo, unsigned long start, int n, struct page **pages)
{
	int got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	if (got <= 0 || foo->gone)
		return -EFAULT;
	return foo_use(pages, n);
}
