// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm/01-special/common.cocci
/* as it was before 3.14 */
#define pte_special(pte)	(0)

static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
	pte_t *ptep, pte_t pteval)
{
	if (addr >= TASK_SIZE)
		set_pte_ext(ptep, pteval, 0);
	else {
		__sync_icache_dcache(pteval);
		set_pte_ext(ptep, pteval, PTE_EXT_NG);
	}
}

static inline pte_t pte_mkspecial(pte_t pte) { return pte; }
