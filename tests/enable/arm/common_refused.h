// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm/01-special/common.cocci
/* Refused: a bit of its own is there, so nothing is taken out. */
#define pte_special(pte)	(pte_isset((pte), L_PTE_OURS))

static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pteval)
{
	__sync_icache_dcache(pteval);
	set_pte_ext(ptep, pteval, 0);
}

static inline pte_t pte_mkspecial(pte_t pte) { return pte; }
