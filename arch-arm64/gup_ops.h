/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for arm64: 4K, 16K and 64K pages, 2 to 5 levels (with LPA2 folded at
 * run time)
 */
#ifndef _ASM_ARM64_GUP_OPS_H
#define _ASM_ARM64_GUP_OPS_H

/* The hardware broadcasts TLBI ...IS, and interrupts no CPU. */
#define GUP_TABLE_FREE	GUP_FREE_RCU

/*
 * Read the raw entry. ptep_get_lockless() gathers the accessed and dirty bits of a
 * contiguous block from all its members: up to 16 loads for each of 16 ptes.
 */
#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	return READ_ONCE(*ptep);
}

#ifdef PTE_CONT
/*
 * Bits that change while page and permission stay. The MMU changes AF and, in a
 * writable entry (DBM), read-only (Arm ARM, hardware management of the Access flag
 * and dirty state). PTE_DIRTY mirrors the latter. A block may become contiguous, or
 * be unfolded, at any time (contpte_convert()).
 */
static inline u64 gup_arm64_noise(u64 val)
{
	return PTE_AF | PTE_DIRTY | PTE_CONT | (val & PTE_WRITE ? PTE_RDONLY : 0);
}

#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return likely(pte_val(a) == pte_val(b)) ||
	       !((pte_val(a) ^ pte_val(b)) & ~gup_arm64_noise(pte_val(a)));
}

/* In an entry that points at a table, none of these bits belongs to the address. */
#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return gup_pte_same(pmd_pte(a), pmd_pte(b));
}

#define gup_pud_same gup_pud_same
static inline bool gup_pud_same(pud_t a, pud_t b)
{
	return gup_pte_same(pud_pte(a), pud_pte(b));
}

#define GUP_ARM64_ALIKE	(PTE_ADDR_LOW | PTE_AF | PTE_CONT)
#else
/* For an older tree: only software sets bits that matter here, and a pud has no page. */
#define GUP_ARM64_ALIKE	((PHYS_MASK & PAGE_MASK) | PTE_AF)

#define gup_pud_page gup_pud_page
static inline struct page *gup_pud_page(pud_t pud)
{
	return pfn_to_page((pud_val(pud) & PHYS_MASK) >> PAGE_SHIFT);
}
#endif /* PTE_CONT */

#ifdef PMD_SECT_SPLITTING
/*
 * For a tree in which THP marks a writable pmd by the lack of read-only, and hugetlb as
 * in a pte. In a pmd of THP, PTE_WRITE means nothing and is not set. A read-only pmd of
 * hugetlb is read-only for THP as well.
 */
#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	pte_t pte = __pte(pmd_val(pmd));

	return pte_valid_user(pte) &&
	       (!write || pte_write(pte) || !(pte_val(pte) & PTE_RDONLY));
}
#endif

/*
 * pte_access_permitted(), pte_protnone(), pte_special() and pte_devmap() depend
 * only on bits outside of the address. POR_EL0 is this thread's own and cannot
 * change meanwhile.
 */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(u64)GUP_ARM64_ALIKE);
}

/* Some address bits are elsewhere in the pte. A carry into these only makes it differ. */
#define GUP_PTE_STEP	PAGE_SIZE

#include <asm-generic/gup_ops.h>

#endif /* _ASM_ARM64_GUP_OPS_H */
