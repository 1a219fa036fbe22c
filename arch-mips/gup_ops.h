/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for mips: 2 to 4 levels, words of 32 bits and of 64
 */
#ifndef _ASM_MIPS_GUP_OPS_H
#define _ASM_MIPS_GUP_OPS_H

#include <linux/pgtable.h>

/*
 * Tables are freed by RCU if arch/mips/Kconfig selects that (from 7.0 on). Otherwise a
 * flush is an IPI that waits, except on CPUs with memory map IDs, which broadcast it
 * (GINVT): gup_range_permitted() refuses these.
 */
#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
#define GUP_TABLE_FREE	GUP_FREE_RCU
#else
#define GUP_TABLE_FREE	GUP_FREE_IPI
#endif

#if defined(CONFIG_PHYS_ADDR_T_64BIT) && defined(CONFIG_CPU_MIPS32)
#include <asm/gup_wide_pte.h>
#else
#define GUP_MIPS_NO_READ	((u64)_PAGE_NO_READ)
#define GUP_MIPS_NOISE		((u64)(_PAGE_ACCESSED | _PAGE_MODIFIED |	\
				       _PAGE_SILENT_READ | _PAGE_SILENT_WRITE))

/* All bits that decide on a pte are outside of its frame. */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~((u64)_PFN_MASK | GUP_MIPS_NOISE));
}

#define GUP_PTE_STEP		(_PFN_MASK & -_PFN_MASK)
#endif

/*
 * The tree's *_access_permitted() permit PROT_NONE, which is present and must not be
 * read: without hardware for that (RIXI) the fault handler checks it. Pages that may
 * only be written are left to the slow path. A pmd in the middle of a split is not
 * present.
 */
static inline bool gup_mips_permitted(u64 val, bool write)
{
	u64 need = _PAGE_PRESENT | (write ? _PAGE_WRITE : 0);

	return (val & (need | GUP_MIPS_NO_READ)) == need;
}

#define gup_pte_permitted gup_pte_permitted
static inline bool gup_pte_permitted(pte_t pte, bool write)
{
	return gup_mips_permitted(pte_val(pte), write);
}

#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return gup_mips_permitted(pmd_val(pmd), write);
}

/*
 * The TLB handlers of any CPU set accessed and modified, each with the bit that
 * avoids the next fault. Write permission is another bit. The address of a table
 * has none of these.
 */
#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~GUP_MIPS_NOISE);
}

#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return !((pmd_val(a) ^ pmd_val(b)) & ~GUP_MIPS_NOISE);
}

/*
 * If the caches alias, the slow path flushes the data that was accessed by the user
 * address. If a flush of the TLB is not an IPI, and tables are not freed by RCU,
 * nothing keeps a table from being freed: the tree frees it at once.
 */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	const bool by_ipi = IS_ENABLED(CONFIG_SMP) && !IS_ENABLED(CONFIG_MMU_GATHER_RCU_TABLE_FREE);

	return !cpu_has_dc_aliases && !(by_ipi && cpu_has_mmid);
}

#include <asm-generic/gup_ops.h>

#endif /* _ASM_MIPS_GUP_OPS_H */
