// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm/01-special/three_level.cocci
#define L_PTE_SPECIAL	(_AT(pteval_t, 1) << 56)
/* look-alikes */
#define pte_mkhuger(pte)	(__pte(pte_val(pte) & ~1))
#define pmd_mkhuge(pmd)		(__pmd(pmd_val(pmd) & ~PMD_TABLE_BIT))

#define pte_huge(pte)		(pte_val(pte) && !(pte_val(pte) & PTE_TABLE_BIT))
#define pte_mkhuge(pte)		(__pte(pte_val(pte) & ~PTE_TABLE_BIT))

static inline pte_t of_hugetlb(pte_t pte)
{
	return pte_mkhuge(pte);
}
