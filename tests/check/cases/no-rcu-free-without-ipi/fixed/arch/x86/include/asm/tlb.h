/* SPDX-License-Identifier: GPL-2.0 */
#ifdef CONFIG_PARAVIRT
void paravirt_tlb_remove_table(struct mmu_gather *tlb, void *table);
#else
static inline void paravirt_tlb_remove_table(struct mmu_gather *tlb, void *table)
{
	tlb_remove_page(tlb, table);
}
#endif
