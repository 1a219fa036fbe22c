/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for sh: 2 levels of words, or 3 of double words with X2TLB
 */
#ifndef _ASM_SH_GUP_OPS_H
#define _ASM_SH_GUP_OPS_H

#include <linux/pgtable.h>
#include <linux/sched.h>

/* A flush is an IPI that waits. */
#define GUP_TABLE_FREE	GUP_FREE_IPI

#ifdef CONFIG_X2TLB
#include <asm/gup_x2tlb.h>
#endif

/*
 * The TLB miss handler of any CPU sets accessed and dirty. Write permission is
 * another bit.
 */
#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(u64)(_PAGE_ACCESSED | _PAGE_DIRTY));
}

/* All bits that decide on a pte are outside of its frame. */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(u64)(PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY));
}

#define GUP_PTE_STEP	PAGE_SIZE

/* If the caches alias, the slow path flushes the data accessed by the user address. */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	return !boot_cpu_data.dcache.n_aliases;
}

#include <asm-generic/gup_ops.h>

#endif /* _ASM_SH_GUP_OPS_H */
