// SPDX-License-Identifier: GPL-2.0
/* Tables of ptes and of pmds go with the pages; said once. */
void ___pte_free_tlb(struct mmu_gather *tlb, struct page *pte)
{
	pgtable_page_dtor(pte);
	paravirt_tlb_remove_table(tlb, pte);
}

void ___pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd)
{
	paravirt_tlb_remove_table(tlb, virt_to_page(pmd));
}
