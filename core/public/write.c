// SPDX-License-Identifier: GPL-2.0
/*
 * write.c - the public functions of a kernel whose callers say whether they write
 *
 * Declared in <linux/mm.h>. The tree exports them beside its weak ones, which do without
 * page tables and are there for architectures without fast gup.
 */
#include <linux/mm.h>

#include "gup_kernel.h"

/* Is there nothing to walk: no page, or a range that leaves the address space? */
static bool gup_empty(unsigned long start, int nr_pages)
{
	return nr_pages <= 0 || start + ((unsigned long)nr_pages << PAGE_SHIFT) < start;
}

/**
 * __get_user_pages_fast() - take pages that are mapped, without a lock or a fault
 * @start: user address, anywhere in its page
 * @nr_pages: how many pages
 * @write: whether they will be written to
 * @pages: array of @nr_pages
 *
 * Context: any, interrupts on or off.
 * Return: how many pages from the first on were taken; 0 if none was.
 */
int __get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	start &= PAGE_MASK;
	if (gup_empty(start, nr_pages) ||
	    !gup_may_fast_only(start, (unsigned long)nr_pages << PAGE_SHIFT, write))
		return 0;
	return gup_fast_pages(start, nr_pages, FOLL_FAST_ONLY | (write ? FOLL_WRITE : 0), pages);
}

/**
 * get_user_pages_fast() - take pages, without a lock where they are mapped
 * @start: user address, anywhere in its page
 * @nr_pages: how many pages
 * @write: whether they will be written to
 * @pages: array of @nr_pages
 *
 * Context: process context, may sleep; mmap_sem must not be held.
 * Return: how many pages from the first on were taken, which may be fewer than asked
 * for; 0 if none was asked for; a negative error only if none was taken.
 */
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	const unsigned int flags = write ? FOLL_WRITE : 0;

	start &= PAGE_MASK;
	if (nr_pages <= 0)
		return 0;
	if (gup_empty(start, nr_pages) ||
	    !gup_may_fast(start, (unsigned long)nr_pages << PAGE_SHIFT, write))
		return gup_slow(start, nr_pages, flags, pages);
	return gup_fast_pages(start, nr_pages, flags, pages);
}
