/* SPDX-License-Identifier: GPL-2.0 */
/*
 * switched.h - ops that a variant of our walker does without
 *
 * Behind the port's own, in place of which the default would stand.
 */
#ifdef BENCH_NO_ALIKE
#undef gup_pte_same_prot
#define gup_pte_same_prot(a, b)	((void)(a), (void)(b), false)
#endif
#if defined(BENCH_NO_ALIKE) || defined(BENCH_NO_STEP)
#undef GUP_PTE_STEP
#define GUP_PTE_STEP	0
#endif
#ifdef BENCH_NO_PREFETCH
#undef gup_prefetch
#define gup_prefetch(page)	((void)(page))
#endif
