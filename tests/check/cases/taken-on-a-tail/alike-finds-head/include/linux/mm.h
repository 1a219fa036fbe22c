// SPDX-License-Identifier: GPL-2.0

static inline int compound_mapcount(struct page *page)
{
	return atomic_read(compound_mapcount_ptr(page)) + 1;
}
