/* SPDX-License-Identifier: GPL-2.0 */
/* Tables are pointed at by the kernel's addresses, which here are those of the arena. */
#undef is_kernel_addr
#define is_kernel_addr(x)	((unsigned long)(x) - 0x20000000UL < 0x10000000UL)

#ifdef EQUAL_TABLES
#include <asm/cputable.h>
/* A CPU without anything that has to be asked for. */
static struct cpu_spec equal_cpu;
struct cpu_spec *cur_cpu_spec = &equal_cpu;
struct mm_struct;
void assert_pte_locked(struct mm_struct *mm, unsigned long addr) { }
/* What the firmware says of page sizes, and where tables of huge ptes come from. */
#include <asm/mmu.h>
#include <asm/pgalloc.h>
struct mmu_psize_def mmu_psize_defs[MMU_PAGE_COUNT] = {
	[MMU_PAGE_4K] = { .shift = 12 }, [MMU_PAGE_64K] = { .shift = 16 },
	[MMU_PAGE_16M] = { .shift = 24 }, [MMU_PAGE_16G] = { .shift = 34 },
};
struct kmem_cache *pgtable_cache[MAX_PGTABLE_INDEX_SIZE];
#endif

#define EQUAL_LIMIT		TASK_SIZE_USER64
#define EQUAL_PFN		(1UL << 18)
#define EQUAL_SETS_REFERENCED	0
/* There hugetlb has tables of its own, hugepd. */
#ifndef CONFIG_PPC_64K_PAGES
#define EQUAL_NO_HUGE_PMD
#define EQUAL_HUGEPD_SHIFT	24
#endif
/* Low bits of a pmd may be set with 64K pages, so a table of ptes begins where they are 0. */
#define EQUAL_PTE_SIZE		4096
/* The tree's own looks at the lock of the table, and at the instruction cache. */
#define equal_set_huge(mm, addr, at, pte)	do { *(at) = (pte); } while (0)
#define equal_split(pmd)	pmd_mksplitting(pmd)
#define equal_arch_setup(task, mm) do { (task)->thread.fs = USER_DS; } while (0)
