/* SPDX-License-Identifier: GPL-2.0 */
/* One level was forgotten when the others came to go by RCU. */
static inline void p4d_free(struct mm_struct *mm, p4d_t *p4d)
{
	if (bar_five_levels())
		free_page((unsigned long)p4d);
}

static inline void __pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte, unsigned long addr)
{
	__free_page(pte); /* found */
}

static inline void __p4d_free_tlb(struct mmu_gather *tlb, p4d_t *p4d, unsigned long addr)
{
	p4d_free(tlb->mm, p4d); /* found */
}
