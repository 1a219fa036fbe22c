/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_references.h - what a kernel of core/kernels/compound_references.h has
 */
#ifndef _SIM_COMPOUND_REFERENCES_H
#define _SIM_COMPOUND_REFERENCES_H

#define SIM_FAST_TYPE		unsigned int
#define SIM_PASSES_FLAGS	1
#include <sim/generations/counted.h>

#define SIM_TAILS		false
#define SIM_DEVICES		true

#define _LINUX_PAGE_REF_H
#define page_ref_count(page)	atomic_read(&(page)->_refcount)
#define page_ref_sub(page, n)	atomic_add(-(n), &(page)->_refcount)
/* It is never asked but for one that is not zero. */
#define page_ref_add_unless(page, n, unless) sim_ref_try_add(&(page)->_refcount, n)

#define is_zone_device_page(page) ((bool)test_bit(PG_device, &(page)->flags))

static inline long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
					   struct page **pages, unsigned int flags)
{
	return sim_slow(start, nr_pages, pages, flags);
}

static inline long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int flags,
				  struct page **pages, struct vm_area_struct **vmas)
{
	return sim_slow(start, nr_pages, pages, flags);
}

#endif /* _SIM_COMPOUND_REFERENCES_H */
