/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_references.h - what a kernel of core/kernels/compound_references.h has
 */
#ifndef _SIM_COMPOUND_REFERENCES_H
#define _SIM_COMPOUND_REFERENCES_H

#define SIM_FAST_TYPE		unsigned int
#define SIM_PASSES_FLAGS	1
/* What the walker does not know goes to the slow path, which was told less over the years. */
#define FOLL_OTHERS		0x7ffefffe
#if defined(CONFIG_SPARSEMEM) || !defined(CONFIG_X86_64)
#define FOLL_LONGTERM		0
#define SIM_TOLD(flags)		((flags) & FOLL_WRITE)
#else
#define FOLL_LONGTERM		0x10000
#define SIM_TOLD(flags)		(flags)
#endif
#include <sim/generations/counted.h>

#define SIM_TAILS		false
#define SIM_DEVICES		true

#define _LINUX_PAGE_REF_H
#define page_ref_count(page)	atomic_read(&(page)->_refcount)
#define page_ref_sub(page, n)	atomic_add(-(n), &(page)->_refcount)
/* It is never asked but for one that is not zero. */
#define page_ref_add_unless(page, n, unless) sim_ref_try_add(&(page)->_refcount, n)

#define is_zone_device_page(page) ((bool)test_bit(PG_device, &(page)->flags))

#if FOLL_LONGTERM
static inline long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
					   struct page **pages, unsigned int flags)
{
	if (flags & FOLL_LONGTERM)
		sim_violation("mmap_sem is not held for a call that is for long");
	return sim_slow_locked(start, nr_pages, pages, flags, 0);
}
#else
#ifdef CONFIG_SPARSEMEM
#define SIM_SLOW_WHOSE		struct task_struct *task, struct mm_struct *mm,
#else
#define SIM_SLOW_WHOSE
#endif
static inline long get_user_pages_unlocked(SIM_SLOW_WHOSE unsigned long start,
					   unsigned long nr_pages, int write, int force,
					   struct page **pages)
{
	if (force)
		sim_violation("the slow path is told to force");
	return sim_slow_locked(start, nr_pages, pages, write ? FOLL_WRITE : 0, 0);
}
#endif

static inline long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int flags,
				  struct page **pages, struct vm_area_struct **vmas)
{
	if (!(flags & FOLL_LONGTERM))
		sim_violation("mmap_sem is held for a call that is not for long");
	return sim_slow_locked(start, nr_pages, pages, flags, 1);
}

#endif /* _SIM_COMPOUND_REFERENCES_H */
