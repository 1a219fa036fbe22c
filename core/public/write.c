// SPDX-License-Identifier: GPL-2.0
/*
 * write.c - the public functions of a kernel whose callers say whether they write
 *
 * Declared in <linux/mm.h>. The tree exports them beside its weak ones, which do not walk
 * page tables, and serve architectures without fast gup.
 *
 * gup-kernel-needs: include/linux/mm.h get_user_pages_fast(.* int nr_pages, int write,
 * gup-kernel-of: 3.10 to 5.1 (private walkers)
 */
#include <linux/mm.h>

#include "gup_public.h"

/**
 * __get_user_pages_fast() - take pages that are mapped, without a lock or a fault
 * @start: user address, anywhere in its page
 * @nr_pages: how many pages
 * @write: will the caller write to them?
 * @pages: array of @nr_pages
 *
 * Context: any, interrupts on or off; but not in an NMI if tails count references
 * (tail_references.h): taking those of huge pages takes a lock.
 * Return: how many pages, from the first on, were taken; may be 0.
 */
int __get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	return gup_public_only(start, nr_pages, write, pages);
}

/**
 * get_user_pages_fast() - take pages, without a lock where they are mapped
 * @start: user address, anywhere in its page
 * @nr_pages: how many pages
 * @write: will the caller write to them?
 * @pages: array of @nr_pages
 *
 * Context: process context, may sleep; mmap_sem must not be held.
 * Return: how many pages, from the first on, were taken, which may be fewer than
 * @nr_pages; 0 if @nr_pages is 0 or negative; a negative error only if none was taken.
 */
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	return gup_public(start, nr_pages, write ? FOLL_WRITE : 0, pages);
}
