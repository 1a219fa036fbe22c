/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for powerpc: Book3S of 64 and 32 bits, e500, 44x, 40x, 8xx
 */
#ifndef _ASM_POWERPC_GUP_OPS_H
#define _ASM_POWERPC_GUP_OPS_H

#include <linux/pgtable.h>

/*
 * The hardware broadcasts tlbie. A split and a collapse, which Book3S has with 64 bits,
 * run serialize_against_pte_lookup().
 */
#define GUP_TABLE_FREE	GUP_FREE_RCU

#if defined(CONFIG_PPC32) && defined(CONFIG_PTE_64BIT)
#include <asm/gup_wide_pte.h>
#elif defined(CONFIG_PPC_8xx) && defined(CONFIG_PPC_16K_PAGES)
/* Four equal words, for the hardware; the tree's ptep_get() reads one of them. */
#define GUP_WIDE_READ	1
#endif

#ifdef CONFIG_PPC_E500
#include <asm/gup_e500.h>
#endif

#ifdef CONFIG_ARCH_HAS_HUGEPD
#include <asm/gup_hugepd.h>
#endif

/*
 * Bits that change while page and permission stay: accessed and dirty (set by the
 * MMU with radix, otherwise by a fault handler), and with hash the entry's place in
 * the hash table, which pte_same() ignores.
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
 * tables of ptes of 256 bytes. A huge entry has the bits of a pte.
 */
#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return pmd_val(a) == pmd_val(b) ||
	       (pmd_leaf(a) && gup_pte_same(__pte(pmd_val(a)), __pte(pmd_val(b))));
}

#define gup_pud_same gup_pud_same
static inline bool gup_pud_same(pud_t a, pud_t b)
{
	return pud_val(a) == pud_val(b) ||
	       (pud_leaf(a) && gup_pte_same(__pte(pud_val(a)), __pte(pud_val(b))));
}

/* All bits that decide on a pte are outside of its frame, the key as well. */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(PTE_RPN_MASK | _PAGE_ACCESSED | _PAGE_DIRTY));
}

#define GUP_PTE_STEP	(PTE_RPN_MASK & -PTE_RPN_MASK)

#include <asm-generic/gup_ops.h>

#endif /* _ASM_POWERPC_GUP_OPS_H */
