/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for loongarch: 4K, 16K and 64K pages, two to four levels
 */
#ifndef _ASM_LOONGARCH_GUP_OPS_H
#define _ASM_LOONGARCH_GUP_OPS_H

#include <linux/pgtable.h>

/*
 * INVTLB is for the local CPU. Others flush in an IPI, which the sender waits for, as a
 * guest too. From 7.0 on arch/loongarch/Kconfig selects RCU table free, which is safe in
 * any case.
 */
#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
#define GUP_TABLE_FREE	GUP_FREE_RCU
#else
#define GUP_TABLE_FREE	GUP_FREE_IPI
#endif

/*
 * One mask for all levels. PROT_NONE, a NUMA hint and a pmd in the middle of a
 * split have no _PAGE_PRESENT, but other bits make the tree's *_present() true.
 * _PAGE_VALID is the accessed bit.
 */
static inline bool gup_loongarch_permitted(unsigned long val, bool write)
{
	unsigned long need = _PAGE_PRESENT | _PAGE_USER | (write ? _PAGE_WRITE : 0);

	return (val & (need | _PAGE_PLV)) == need;
}

#define gup_pte_permitted gup_pte_permitted
static inline bool gup_pte_permitted(pte_t pte, bool write)
{
	return gup_loongarch_permitted(pte_val(pte), write);
}

#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return gup_loongarch_permitted(pmd_val(pmd), write);
}

/* Hugetlb has huge pmds only: an entry that is read as a pud is a table's address. */
#define gup_pud_permitted gup_pud_permitted
static inline bool gup_pud_permitted(pud_t pud, bool write)
{
	return false;
}

/*
 * The TLB's exception handlers, or the page table walker (PTW) of the CPU, set these
 * without a lock. In an entry that points at a table the address has no such bit.
 */
#define GUP_LOONGARCH_NOISE	(_PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_MODIFIED)

static inline bool gup_loongarch_same(unsigned long a, unsigned long b)
{
	return !((a ^ b) & ~GUP_LOONGARCH_NOISE);
}

#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return gup_loongarch_same(pte_val(a), pte_val(b));
}

/* On 32 bits _PAGE_MODIFIED is a bit of the address, so all bits must be equal. */
#ifdef CONFIG_64BIT
#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return gup_loongarch_same(pmd_val(a), pmd_val(b));
}
#endif

/* All bits that decide on a pte are outside of its frame. */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(_PFN_MASK | GUP_LOONGARCH_NOISE));
}

#define GUP_PTE_STEP	(_PFN_MASK & -_PFN_MASK)

#include <asm-generic/gup_ops.h>

#endif /* _ASM_LOONGARCH_GUP_OPS_H */
