/* SPDX-License-Identifier: GPL-2.0 */
/*
 * folio_call.h - a call from its start to its end: checks, fork, the slow path
 *
 * folio_pins.h includes this. A generation's header first defines its own of the names that
 * are #ifndef here.
 */
#ifndef _MM_GUP_FOLIO_CALL_H
#define _MM_GUP_FOLIO_CALL_H

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/overflow.h>
#include <linux/pgtable.h>
#include <linux/sched.h>
#include <linux/seqlock.h>
#include <linux/vmstat.h>

#include "internal.h"

/* The return value of a call whose range wraps. */
#ifndef GUP_OVERFLOW
#define GUP_OVERFLOW		(-EOVERFLOW)
#endif

/**
 * struct gup_call - kept from the start of a call to its end
 * @fork_seq: fork's seqcount, as read before the first page
 * @pinned_on: the node of the pins that are not accounted yet
 * @pinned: how many pins these are
 */
struct gup_call {
	unsigned int fork_seq;
	int pinned_on;
	int pinned;
};

/* Tell fork that pages of @mm may be pinned. The bit is never cleared, so test it first. */
#ifndef gup_announce_pins
static __always_inline void gup_announce_pins(struct mm_struct *mm)
{
	if (!test_bit(MMF_HAS_PINNED, &mm->flags))
		set_bit(MMF_HAS_PINNED, &mm->flags);
}
#endif

/**
 * gup_enter() - check a call, and announce its pins to fork
 * @start: in: as the caller passed it; out: untagged, at the start of its page
 * @nr_pages: as the caller passed it: any number
 * @flags: FOLL_*
 * @end: out: the first address after the range
 *
 * In the order of the tree's own: a call for no pages is checked and announced, too.
 *
 * Return: how many pages to take, or what to return to the caller at once: %GUP_OVERFLOW,
 * -EINVAL, -EFAULT.
 */
static inline int gup_enter(unsigned long *start, int nr_pages, unsigned int flags,
			    unsigned long *end)
{
	const unsigned int known = FOLL_WRITE | FOLL_LONGTERM | FOLL_FORCE | FOLL_PIN |
				   FOLL_GET | FOLL_FAST_ONLY | FOLL_NOFAULT |
				   FOLL_PCI_P2PDMA | FOLL_HONOR_NUMA_FAULT;
	unsigned long len = (unsigned long)nr_pages << PAGE_SHIFT;
	struct mm_struct *mm = current->mm;
	bool wraps;

	if (WARN_ON_ONCE(flags & ~known))
		return -EINVAL;
	/*
	 * Nothing orders this store before the first look at fork's seqcount. The barrier behind
	 * the pins orders it before the last one, in gup_fork_raced(): if that finds no fork, a
	 * fork that begins later finds the flag, and the pins.
	 */
	if (flags & FOLL_PIN)
		gup_announce_pins(mm);
	if (!(flags & FOLL_FAST_ONLY))
		might_lock_read(&mm->mmap_lock);

	*start = untagged_addr(*start) & PAGE_MASK;
	wraps = check_add_overflow(*start, len, end);
	if (wraps)
		return GUP_OVERFLOW;
	if (*end > TASK_SIZE_MAX || unlikely(!access_ok((void __user *)*start, len)))
		return -EFAULT;
	/*
	 * In a word of 32 bits, 2^20 pages of 4K have the length 0. A negative number wraps,
	 * or its length does not fit into a word.
	 */
	if (len >> PAGE_SHIFT != (unsigned long)nr_pages)
		return GUP_OVERFLOW;
	return nr_pages;
}

/**
 * gup_fork_begin() - initialize the state of a call, and read fork's seqcount
 * @call: this call
 * @flags: FOLL_*
 *
 * Return: false if a fork is copying just now, so that no pin may be taken.
 */
static inline bool gup_fork_begin(struct gup_call *call, unsigned int flags)
{
	*call = (struct gup_call){ };
	if (!(flags & FOLL_PIN))
		return true;
	call->fork_seq = raw_read_seqcount(&current->mm->write_protect_seq);
	return !(call->fork_seq & 1);
}

/**
 * gup_fork_raced() - did a fork copy pages while pins were taken?
 * @call: this call
 * @flags: FOLL_*
 */
static inline bool gup_fork_raced(const struct gup_call *call, unsigned int flags)
{
	return flags & FOLL_PIN &&
	       read_seqcount_retry(&current->mm->write_protect_seq, call->fork_seq);
}

#ifndef gup_pte_map
/**
 * gup_pte_map() - the real address of a pte
 * @pmd: copy of the pmd that points at its table
 * @addr: the address
 *
 * Interrupts are off, so the table stays. This needs neither the RCU section that
 * pte_offset_map() would open, nor its look at the pmd, which has been judged.
 * Return: the pte; NULL only in kernels whose tables can be gone.
 */
static __always_inline pte_t *gup_pte_map(pmd_t pmd, const void __user *addr)
{
	return __pte_map(&pmd, (unsigned long)addr);
}

/**
 * gup_pte_unmap() - undo gup_pte_map()
 * @pte: its return value, not NULL
 */
static __always_inline void gup_pte_unmap(pte_t *pte)
{
	if (IS_ENABLED(CONFIG_HIGHPTE))
		kunmap_local(pte);
}
#endif

/* Pins are counted per node, and the counter is slow: count all pins of a node at once. */
static inline void gup_flush_counters(struct gup_call *call)
{
	if (call->pinned)
		mod_node_page_state(NODE_DATA(call->pinned_on), NR_FOLL_PIN_ACQUIRED,
				    call->pinned);
	call->pinned = 0;
}

/**
 * gup_fast_only() - must the call return without the slow path?
 * @flags: FOLL_*
 */
static inline bool gup_fast_only(unsigned int flags)
{
	return flags & FOLL_FAST_ONLY;
}

#ifndef gup_slow
/**
 * gup_slow() - take the rest with locks and faults
 * @start: address of the first page that is missing
 * @nr_pages: how many pages are missing
 * @flags: FOLL_*
 * @pages: where to store them
 *
 * Return: how many were taken, or a negative error.
 */
static inline int gup_slow(unsigned long start, int nr_pages, unsigned int flags,
			   struct page **pages)
{
	int locked = 0;

	return __gup_longterm_locked(current->mm, start, nr_pages, pages, &locked,
				     flags | FOLL_TOUCH | FOLL_UNLOCKABLE);
}
#endif

#endif /* _MM_GUP_FOLIO_CALL_H */
