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
#ifdef CONFIG_X86_PAE
/* The tree's own flushes the TLB as well, since such a CPU caches its top table. */
#define equal_pud_populate(mm, pud, pmds)	set_pud(pud, __pud(__pa(pmds) | _PAGE_PRESENT))
#endif
#define EQUAL_SETS_REFERENCED	1
#define equal_arch_setup(task, mm)	do { equal_thread_info.addr_limit = USER_DS; } while (0)
#define equal_split(pmd)	pmd_set_flags(pmd, _PAGE_SPLITTING)

/* What the CPU is found to have is decided at boot. */
#ifdef EQUAL_TABLES
#include <asm/pgtable_types.h>
pteval_t __supported_pte_mask = ~0ULL;
#endif
