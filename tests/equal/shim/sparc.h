/* SPDX-License-Identifier: GPL-2.0 */
#ifdef EQUAL_TABLES
#include <asm/spitfire.h>
/* sun4u: what the instructions say that a sun4v would patch at boot. */
enum ultra_tlb_layout tlb_type = spitfire;
#endif

/* Below the hole that these CPUs have. */
#define EQUAL_LIMIT		(1UL << 43)
#define EQUAL_PFN		(1UL << 16)
#define EQUAL_SETS_REFERENCED	0
/* A user's table holds no entry of the kernel. */
#define EQUAL_NO_KINDS		(1 << EQUAL_KERNEL)
/* A huge page of hugetlb is as many ptes. */
#define EQUAL_NO_HUGE_PMD
#define equal_split(pmd)	pmd_mksplitting(pmd)
/* pmdp_invalidate() */
#define equal_notpresent(pmd)	__pmd(pmd_val(pmd) & ~_PAGE_VALID)
#define equal_arch_setup(task, mm) equal_sparc_setup()
void equal_sparc_setup(void);
