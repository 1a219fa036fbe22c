/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for powerpc, Book3S 64 bit: radix, and hash where hugepd is gone
 */
#ifndef _ASM_POWERPC_GUP_OPS_H
#define _ASM_POWERPC_GUP_OPS_H

#include <linux/pgtable.h>

/*
 * tlbie is broadcast by the hardware. A split and a collapse run
 * serialize_against_pte_lookup().
 */
#define GUP_TABLE_FREE	GUP_FREE_RCU

/*
 * Bits that change while page and permission stay: accessed and dirty (set by
 * the MMU with radix, by the fault handler with hash), and with hash where the
 * entry stands in the hash table, which pte_same() leaves out.
 */
static inline pte_t gup_ppc_still(pte_t pte)
{
	return __pte(pte_val(pte) & ~(_PAGE_ACCESSED | _PAGE_DIRTY));
}

#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return likely(pte_val(a) == pte_val(b)) ||
	       pte_same(gup_ppc_still(a), gup_ppc_still(b));
}

/*
 * In an entry that points at a table these are bits of the address: radix has
 * tables of ptes of 256 bytes.
 */
#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return pmd_leaf(a) ? gup_pte_same(pmd_pte(a), pmd_pte(b)) : pmd_val(a) == pmd_val(b);
}

#define gup_pud_same gup_pud_same
static inline bool gup_pud_same(pud_t a, pud_t b)
{
	return pud_leaf(a) ? gup_pte_same(pud_pte(a), pud_pte(b)) : pud_val(a) == pud_val(b);
}

#ifdef CONFIG_ARCH_HAS_HUGEPD
#include <asm/gup_hugepd.h>
#endif

#include <asm-generic/gup_ops.h>

#endif /* _ASM_POWERPC_GUP_OPS_H */
