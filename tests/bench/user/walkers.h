/* SPDX-License-Identifier: GPL-2.0 */
/*
 * walkers.h - what is timed: walkers with the same arguments
 */
#ifndef _BENCH_WALKERS_H
#define _BENCH_WALKERS_H

struct page;

typedef int (*bench_walker)(unsigned long start, int nr, unsigned int flags, struct page **pages);

/* simple.c */
int bench_simple(unsigned long start, int nr, unsigned int flags, struct page **pages);

/* limit.c: it is told what it will meet */
int bench_limit_order0(unsigned long start, int nr, unsigned int flags, struct page **pages);
int bench_limit_order4(unsigned long start, int nr, unsigned int flags, struct page **pages);
int bench_limit_order9(unsigned long start, int nr, unsigned int flags, struct page **pages);
int bench_limit_pmd(unsigned long start, int nr, unsigned int flags, struct page **pages);

/* core/gup_fast.c, as it is and with one thing switched off */
int gup_fast_pages(unsigned long start, int nr, unsigned int flags, struct page **pages);

/* already.c: with interrupts off before the call */
int bench_simple_already(unsigned long start, int nr, unsigned int flags, struct page **pages);
int bench_ours_already(unsigned long start, int nr, unsigned int flags, struct page **pages);

#endif /* _BENCH_WALKERS_H */
