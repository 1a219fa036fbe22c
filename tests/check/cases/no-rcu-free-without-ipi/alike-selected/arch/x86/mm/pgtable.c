// SPDX-License-Identifier: GPL-2.0
/* It is selected. That this forgets it is another mistake, which has its own rule. */
void ___pte_free_tlb(struct mmu_gather *tlb, struct page *pte)
{
	pgtable_page_dtor(pte);
	tlb_remove_page(tlb, pte);
}

void ___pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd)
{
	tlb_remove_page(tlb, virt_to_page(pmd));
}
