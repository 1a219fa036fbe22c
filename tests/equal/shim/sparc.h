/* SPDX-License-Identifier: GPL-2.0 */
/* The accessors are those of sun4u, as compiled; at boot a sun4v machine patches them. */
#define EQUAL_LIMIT		(1UL << 43)
#define EQUAL_PFN		(1UL << 18)
#define EQUAL_SETS_REFERENCED	0
#define equal_split(pmd)	pmd_mksplitting(pmd)
/* pmdp_invalidate() */
#define equal_notpresent(pmd)	__pmd(pmd_val(pmd) & ~_PAGE_VALID)
#define equal_arch_setup(task, mm) equal_sparc_setup()
void equal_sparc_setup(void);
