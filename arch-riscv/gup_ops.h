/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for riscv: Sv32, and Sv39, Sv48 and Sv57 (folded at run time)
 */
#ifndef _ASM_RISCV_GUP_OPS_H
#define _ASM_RISCV_GUP_OPS_H

#include <linux/pgtable.h>

/* The firmware (SBI) does SFENCE.VMA on other harts, and waits for no walker. */
#define GUP_TABLE_FREE	GUP_FREE_RCU

/*
 * One mask for all levels. The tree's *_access_permitted() go by "present", which
 * is also true of PROT_NONE, of a pmd in the middle of a split, and of the kernel's
 * own memory. Pages that may only be executed are left to the slow path.
 */
static inline bool gup_riscv_permitted(unsigned long val, bool write)
{
	unsigned long need = _PAGE_PRESENT | _PAGE_USER | _PAGE_READ | (write ? _PAGE_WRITE : 0);

	return (val & need) == need;
}

#define gup_pte_permitted gup_pte_permitted
static inline bool gup_pte_permitted(pte_t pte, bool write)
{
	return gup_riscv_permitted(pte_val(pte), write);
}

#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return gup_riscv_permitted(pmd_val(pmd), write);
}

#define gup_pud_permitted gup_pud_permitted
static inline bool gup_pud_permitted(pud_t pud, bool write)
{
	return gup_riscv_permitted(pud_val(pud), write);
}

/*
 * Svnapot: all entries of a block are the same, and pte_pfn() is the first frame of
 * the block (Privileged Architecture, "Svnapot"). The address selects the page.
 */
#ifdef CONFIG_RISCV_ISA_SVNAPOT
#define gup_pte_page gup_pte_page
static inline struct page *gup_pte_page(pte_t pte, const void __user *addr)
{
	unsigned long pfn = pte_pfn(pte);

	if (has_svnapot() && pte_napot(pte))
		pfn += ((unsigned long)addr >> PAGE_SHIFT) &
		       (napot_pte_num(napot_cont_order(pte)) - 1);
	return pfn_to_page(pfn);
}
#endif

/* The hart sets accessed and dirty (Svadu); no address has these bits. */
static inline bool gup_riscv_same(unsigned long a, unsigned long b)
{
	return !((a ^ b) & ~(unsigned long)(_PAGE_ACCESSED | _PAGE_DIRTY));
}

#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return gup_riscv_same(pte_val(a), pte_val(b));
}

#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return gup_riscv_same(pmd_val(a), pmd_val(b));
}

#define gup_pud_same gup_pud_same
static inline bool gup_pud_same(pud_t a, pud_t b)
{
	return gup_riscv_same(pud_val(a), pud_val(b));
}

/* All bits that decide on a pte are outside of its frame. */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(_PAGE_PFN_MASK | _PAGE_ACCESSED | _PAGE_DIRTY));
}

/* The ptes of a NAPOT block are all the same, so none is a step above another. */
#define GUP_PTE_STEP	(_PAGE_PFN_MASK & -_PAGE_PFN_MASK)

#include <asm-generic/gup_ops.h>

#endif /* _ASM_RISCV_GUP_OPS_H */
