// SPDX-License-Identifier: GPL-2.0
/* Tables of ptes and of pmds go with the pages; said once. */
void ___pte_free_tlb(struct mmu_gather *tlb, struct page *pte)
{
	pgtable_page_dtor(pte);
	tlb_remove_page(tlb, pte);
}

void ___pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd)
{
	tlb_remove_page(tlb, virt_to_page(pmd));
}
