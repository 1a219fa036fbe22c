/* SPDX-License-Identifier: GPL-2.0 */
#define EQUAL_LIMIT		TASK_SIZE_MAX_OR_32
#ifdef CONFIG_X86_64
#define TASK_SIZE_MAX_OR_32	TASK_SIZE_MAX
#define EQUAL_HUGE_PUD
#define EQUAL_PFN		(1UL << 18)
#else
#define TASK_SIZE_MAX_OR_32	TASK_SIZE
/* PAE: above 4 GB, so that the high half of an entry counts. */
#ifdef CONFIG_X86_PAE
#define EQUAL_PFN		(5UL << 20)
#else
#define EQUAL_PFN		(1UL << 16)
#endif
#endif
#define EQUAL_SETS_REFERENCED	1
#define EQUAL_PGD_SIZE		(PTRS_PER_PGD * sizeof(pgd_t))
#define EQUAL_PTE_SIZE		(PTRS_PER_PTE * sizeof(pte_t))
#define equal_arch_setup(task, mm)	do { equal_thread_info.addr_limit = USER_DS; } while (0)
#define EQUAL_BITS		(PGDIR_SHIFT + ilog2(PTRS_PER_PGD))
#define equal_split(pmd)	pmd_set_flags(pmd, _PAGE_SPLITTING)

/* What the CPU is found to have is decided at boot. */
#ifdef EQUAL_TABLES
#include <asm/pgtable_types.h>
pteval_t __supported_pte_mask = ~0ULL;
#endif
