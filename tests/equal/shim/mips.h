/* SPDX-License-Identifier: GPL-2.0 */
#ifdef EQUAL_TABLES
#include <asm/pgtable.h>
/* An entry that points at one of these is none. */
pte_t invalid_pte_table[PTRS_PER_PTE];
pmd_t invalid_pmd_table[PTRS_PER_PMD];
/* What the CPU is found to be: 40 bits of addresses, no aliases in its caches. */
#include <asm/cpu-info.h>
#include <asm/uaccess.h>
struct cpuinfo_mips cpu_data[NR_CPUS];
extern unsigned long _page_cachable_default;
u64 __ua_limit = ~((1ULL << 40) - 1);
#endif

/* access_ok() refuses a range that ends with the address space. */
#define EQUAL_LIMIT		(TASK_SIZE64 - PAGE_SIZE)
#define EQUAL_PFN		(1UL << 16)
#define EQUAL_SETS_REFERENCED	1
/* A user's table holds no entry of the kernel. */
#define EQUAL_NO_KINDS		(1 << EQUAL_KERNEL)
#define equal_pgd_init(p)	do { pgd_val(*(p)) = (unsigned long)invalid_pmd_table; } while (0)
#define equal_split(pmd)	pmd_mksplitting(pmd)
#define equal_arch_setup(task, mm) do {					\
	equal_thread_info.addr_limit = USER_DS;				\
	_page_cachable_default = _CACHE_CACHABLE_NONCOHERENT;		\
	equal_mips_setup();						\
} while (0)
void equal_mips_setup(void);
