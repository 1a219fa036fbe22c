/* SPDX-License-Identifier: GPL-2.0 */
/* The CPU's own page at address 0: the current process, what the machine has. */
#include <asm/lowcore.h>
extern struct _lowcore equal_lowcore;
#undef S390_lowcore
#define S390_lowcore		equal_lowcore

#ifdef EQUAL_TABLES
struct _lowcore equal_lowcore;
#endif

#define EQUAL_LIMIT		(1UL << EQUAL_ASCE)
#define EQUAL_PFN		(1UL << 18)
#define EQUAL_SETS_REFERENCED	0
#define EQUAL_BITS		EQUAL_ASCE
#define EQUAL_PTE_SIZE		4096
/* User space has tables of its own, so no entry in them is the kernel's. */
#define EQUAL_NO_KINDS		(1 << EQUAL_KERNEL)
/* The top table's type says how many levels there are. */
#if EQUAL_ASCE == 42
#define equal_pgd_init(p)	do { pgd_val(*(p)) = _REGION3_ENTRY_EMPTY; } while (0)
#else
#define equal_pgd_init(p)	do { pgd_val(*(p)) = _REGION2_ENTRY_EMPTY; } while (0)
#endif
#define equal_pud_init(p)	do { pud_val(*(p)) = _REGION3_ENTRY_EMPTY; } while (0)
#define equal_pmd_init(p)	do { pmd_val(*(p)) = _SEGMENT_ENTRY_INVALID; } while (0)
/* pmdp_splitting_flush(), pmdp_invalidate() */
#define equal_split(pmd)	__pmd(pmd_val(pmd) | _SEGMENT_ENTRY_SPLIT)
#define equal_notpresent(pmd)	__pmd(pmd_val(pmd) | _SEGMENT_ENTRY_INVALID)
#define equal_arch_setup(task, mm) do {					\
	(mm)->context.asce_limit = EQUAL_LIMIT;				\
	S390_lowcore.machine_flags = MACHINE_FLAG_EDAT1;		\
} while (0)
