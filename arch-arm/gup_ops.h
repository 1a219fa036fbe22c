/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for arm with LPAE: 3 levels of 64-bit entries
 *
 * The 2-level tables have neither a special bit nor huge entries for user
 * memory: the walker could take nothing, so such a kernel stays on the slow path.
 */
#ifndef _ASM_ARM_GUP_OPS_H
#define _ASM_ARM_GUP_OPS_H

/* ARMv7 and later broadcast TLB invalidation in hardware. */
#define GUP_TABLE_FREE	GUP_FREE_RCU

/*
 * LDRD of an aligned doubleword is single-copy atomic on CPUs that have LPAE
 * (ARM DDI 0406C, A3.5.3), so page table entries are written with one STRD. C
 * does not promise such a load, even of a volatile 64-bit object. With LPAE
 * atomic64_read() is one.
 */
#define GUP_WIDE_READ	1

static inline u64 gup_arm_get(const void *entry)
{
	return atomic64_read((const atomic64_t *)entry);
}

#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	return __pte(gup_arm_get(ptep));
}

#define gup_pmd_get gup_pmd_get
static inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	return __pmd(gup_arm_get(pmdp));
}

/* The pgd, with all levels between folded into it; the walker reads it as a pud. */
#define gup_pud_get gup_pud_get
static inline pud_t gup_pud_get(pud_t *pudp)
{
	return __pud(gup_arm_get(pudp));
}

/* Each of its four entries points at a table: no 1G block is mapped for user space. */
#define gup_pud_leaf gup_pud_leaf
static inline bool gup_pud_leaf(pud_t pud)
{
	return false;
}

#define gup_pud_page(pud)	((void)(pud), (struct page *)NULL)

/*
 * pmd_access_permitted() also permits a section of the kernel's. It refuses one with
 * PROT_NONE, which is not valid (set_pmd_at()).
 */
#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return (pmd_val(pmd) & PMD_SECT_USER) && pmd_access_permitted(pmd, write);
}

/* All bits that decide on a pte are outside of its frame, bits 39 to 12. */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~((PHYS_MASK & ~0xfffULL) | L_PTE_YOUNG));
}

#define GUP_PTE_STEP	PAGE_SIZE

#include <asm-generic/gup_ops.h>

#endif /* _ASM_ARM_GUP_OPS_H */
