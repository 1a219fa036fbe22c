/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_public.h - what the public functions of kernels without FOLL_PIN share
 *
 * Differences to the trees' own functions, for the report. The loops of private walkers
 * check for the end only after the first page, so a call for no pages took many.
 *
 * gup-kernel-otherwise: a call for no pages, or for a negative number, returns 0, where
 * gup-kernel-otherwise: private walkers took what follows, or asked the slow path for it;
 * gup-kernel-otherwise: of a range that leaves user space no page is taken fast, where
 * gup-kernel-otherwise: some took those before its end;
 */
#ifndef _MM_GUP_PUBLIC_H
#define _MM_GUP_PUBLIC_H

#include <linux/mm.h>

#include "gup_kernel.h"

/*
 * Does a range leave user space? For an address that the top table cannot hold, the walker's
 * index would start again at 0. A length that a word cannot hold (2^20 pages of 4K, 32 bit)
 * leaves user space, too, and so does a negative number of pages.
 */
static inline bool gup_beyond_user(unsigned long start, int nr_pages)
{
	unsigned long len = (unsigned long)nr_pages << PAGE_SHIFT, end = start + len;

	return len >> PAGE_SHIFT != nr_pages || end < start || end > TASK_SIZE;
}

/* As __get_user_pages_fast(). */
static inline int gup_public_only(unsigned long start, int nr_pages, bool write,
				  struct page **pages)
{
	start = gup_untagged(start) & PAGE_MASK;
	if (gup_beyond_user(start, nr_pages) ||
	    !gup_may_fast_only(start, (unsigned long)nr_pages << PAGE_SHIFT, write))
		return 0;
	return gup_fast_pages(start, nr_pages, FOLL_FAST_ONLY | (write ? FOLL_WRITE : 0), pages);
}

/* As get_user_pages_fast(). Flags that the walker does not know go to the slow path. */
static inline int gup_public(unsigned long start, int nr_pages, unsigned int flags,
			     struct page **pages)
{
	start = gup_untagged(start) & PAGE_MASK;
	if (nr_pages <= 0)
		return 0;
	if (flags & ~FOLL_WRITE || gup_beyond_user(start, nr_pages) ||
	    !gup_may_fast(start, (unsigned long)nr_pages << PAGE_SHIFT, flags & FOLL_WRITE))
		return gup_slow(start, nr_pages, flags, pages);
	return gup_fast_pages(start, nr_pages, flags, pages);
}

#endif /* _MM_GUP_PUBLIC_H */
