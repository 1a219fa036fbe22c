/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tail_unlocked.h - tails count references, and the slow path may drop mmap_sem
 *
 * As tail_references.h, for trees with get_user_pages_unlocked(): it takes mmap_sem itself,
 * and drops it while a fault waits. Without that userfaultfd serves no fault. In these
 * trees pte_protnone() detects a NUMA hint.
 *
 * gup-kernel-needs: include/linux/mm.h get_user_pages_unlocked
 * gup-kernel-needs: include/linux/mm.h get_huge_page_tail
 * gup-kernel-needs: include/linux/mm.h compound_lock
 * gup-kernel-needs: include/linux/mm_types.h _count
 * gup-kernel-needs: include/linux/mm.h FOLL_WRITE
 * gup-kernel-needs: include/asm-generic/pgtable.h pte_protnone
 * gup-kernel-needs: include/asm-generic/pgtable.h pmd_protnone
 * gup-kernel-needs: include/asm-generic/pgtable.h pmd_trans_splitting
 * gup-kernel-must-lack: include/linux/huge_mm.h compound_trans_head
 * gup-kernel-of: 4.0 to 4.4 (private walkers)
 *
 * gup-kernel-otherwise: a page is never taken whose count is zero or has run over;
 */
#ifndef _MM_GUP_TAIL_UNLOCKED_H
#define _MM_GUP_TAIL_UNLOCKED_H

#include <linux/mm.h>
#include <linux/sched.h>

#define GUP_HAS_PROTNONE

#define gup_slow gup_slow
static inline int gup_slow(unsigned long start, int nr_pages, unsigned int flags,
			   struct page **pages)
{
	return get_user_pages_unlocked(current, current->mm, start, nr_pages,
				       flags & FOLL_WRITE, 0, pages);
}

#include "tail_references.h"

#endif /* _MM_GUP_TAIL_UNLOCKED_H */
