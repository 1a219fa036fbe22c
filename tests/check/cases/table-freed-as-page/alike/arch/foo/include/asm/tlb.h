/* SPDX-License-Identifier: GPL-2.0 */
/* In which configurations a line is compiled is looked at, and what decides at run time. */
#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
#define foo_remove_table(tlb, table)	tlb_remove_table(tlb, table)
#else
#define foo_remove_table(tlb, table)	tlb_remove_page(tlb, table)
#endif

#ifndef CONFIG_FOO_LPAE
static inline void __pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmdp, unsigned long addr)
{
	tlb_remove_page(tlb, virt_to_page(pmdp));
}
#endif

#if !defined(CONFIG_SMP)
#define __pud_free_tlb(tlb, pudp, addr)	tlb_remove_page(tlb, virt_to_page(pudp))
#endif

static inline void __p4d_free_tlb(struct mmu_gather *tlb, p4d_t *p4dp, unsigned long addr)
{
	if (foo_flushes_by_firmware())
		tlb_remove_table(tlb, virt_to_page(p4dp));
	else
		tlb_remove_page(tlb, virt_to_page(p4dp));
}

static inline void __pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte, unsigned long addr)
{
	foo_remove_table(tlb, pte);
}

/* No table. */
static inline void foo_zap_page(struct mmu_gather *tlb, struct page *page)
{
	tlb_remove_page(tlb, page);
}
