/* SPDX-License-Identifier: GPL-2.0 */
static inline void __pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte, unsigned long addr)
{
	tlb_remove_page(tlb, pte);
}
