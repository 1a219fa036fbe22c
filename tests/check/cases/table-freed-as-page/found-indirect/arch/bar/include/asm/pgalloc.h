/* SPDX-License-Identifier: GPL-2.0 */
/* Each level comes to one function. */
static inline void bar_free_table(struct mmu_gather *tlb, struct ptdesc *table)
{
	tlb_remove_page_ptdesc(tlb, table); /* found */
}

#define __pte_free_tlb(tlb, pte, addr)	bar_free_table(tlb, page_ptdesc(pte))
#define __pmd_free_tlb(tlb, pmd, addr)	bar_free_table(tlb, virt_to_ptdesc(pmd))
