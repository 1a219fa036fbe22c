/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tails.h - what generations share in which a huge page's tails count references
 *
 * A reference on a tail is one on the head, and one that the tail itself keeps, which a
 * split gives it as its own.
 */
#ifndef _SIM_TAILS_H
#define _SIM_TAILS_H

#define SIM_FAST_TYPE		int
#define SIM_PASSES_FLAGS	0
#include <sim/generations/counted.h>

#define SIM_TAILS		true
#define SIM_DEVICES		false

#define _count			_refcount
#define atomic_add_unless(v, n, unless) sim_ref_try_add(v, n)

#undef access_ok
#define VERIFY_READ		0
#define VERIFY_WRITE		1
#define access_ok(type, ptr, len) ((unsigned long)(ptr) + (len) <= sim_access_end)

/* The lock is a bit of the head; whoever has it waits for nobody. */
void compound_lock(struct page *head);
void compound_unlock(struct page *head);
void get_huge_page_tail(struct page *page);

#define SIM_SLOW_ARGUMENTS						\
	struct task_struct *task, struct mm_struct *mm, unsigned long start, \
	unsigned long nr_pages, int write, int force, struct page **pages

#endif /* _SIM_TAILS_H */
