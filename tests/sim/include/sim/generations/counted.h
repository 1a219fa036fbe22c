/* SPDX-License-Identifier: GPL-2.0 */
/*
 * counted.h - what generations share that count references on pages, and have no pins
 *
 * A page's count is _refcount, whatever its name; the word of the head is one, so that
 * compound_head() needs no second look.
 */
#ifndef _SIM_COUNTED_H
#define _SIM_COUNTED_H

#define SIM_NO_LEAF		true
#include <sim/generations/leaves.h>

/* As core/kernels/counted_pages.h has them, which the compiler compares. */
#define FOLL_PIN		0
#define FOLL_FAST_ONLY		0x80000000u
#define FOLL_WRITE		0x01
#define FOLL_GET		0
#define FOLL_PCI_P2PDMA		0
#ifndef FOLL_OTHERS
#define FOLL_OTHERS		0
#define FOLL_LONGTERM		0
#define SIM_TOLD(flags)		((flags) & FOLL_WRITE)
#endif

#define SIM_PINS		false
#define SIM_UNSHARES_FILES	true
#define SIM_PEERS		false
#define SIM_REFUSES_FILES	false
#define SIM_OVERFLOW		0
#define SIM_TOO_FAR		0
/* The port's, of those whose own walker did so, which not all did. */
#ifdef CONFIG_SPARSEMEM
#define SIM_TELLS_RECLAIM	false
#else
#define SIM_TELLS_RECLAIM	true
#define GUP_SETS_REFERENCED	1
#endif

#define TASK_SIZE		TASK_SIZE_MAX
#define mmap_sem		mmap_lock
#define down_read(lock) \
	(might_lock_read(lock), (void)__atomic_fetch_add(lock, 1, __ATOMIC_RELAXED))
#define up_read(lock)		((void)__atomic_fetch_add(lock, -1, __ATOMIC_RELAXED))
#define pte_offset_map(pmd, addr) sim_kmap(pte_offset(pmd, addr))
#define pte_unmap(pte)		(IS_ENABLED(CONFIG_HIGHPTE) ? kunmap_local(pte) : (void)0)

#define PageTail(page)		((bool)(READ_ONCE((page)->compound_head) & 1))
#define PageHead(page)		((bool)test_bit(PG_head, &(page)->flags))
#define PageCompound(page)	(PageHead(page) || PageTail(page))
#define PageSlab(page)		((bool)test_bit(PG_slab, &(page)->flags))
#define PageReferenced(page)	((bool)test_bit(PG_referenced, &(page)->flags))
#define SetPageReferenced(page)	set_bit(PG_referenced, &(page)->flags)

static __always_inline struct page *compound_head(struct page *page)
{
	return &page_folio(page)->page;
}

/* Of any page, be it a tail. */
void get_page(struct page *page);
void put_page(struct page *page);

/* What get_user_pages_fast() is told: whether to write, or flags, of which that is one. */
int __get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
int get_user_pages_fast(unsigned long start, int nr_pages, SIM_FAST_TYPE told, struct page **pages);

static inline int sim_gup(unsigned long start, int nr_pages, unsigned int flags,
			  struct page **pages)
{
	if (flags & FOLL_FAST_ONLY)
		return __get_user_pages_fast(start, nr_pages, flags & FOLL_WRITE, pages);
	flags &= FOLL_WRITE | FOLL_LONGTERM | FOLL_OTHERS;
	return get_user_pages_fast(start, nr_pages, flags, pages);
}

/* A slow path that is told to hold mmap_sem all the time, or not at all. */
static inline long sim_slow_locked(unsigned long start, unsigned long nr_pages,
				   struct page **pages, unsigned int flags, int locked)
{
	if (current->mm->mmap_lock != locked)
		sim_violation("the slow path is called with the lock, or without it");
	return sim_slow(start, nr_pages, pages, flags);
}

static inline void sim_give_back(struct page *page, unsigned int flags)
{
	put_page(page);
}

#endif /* _SIM_COUNTED_H */
