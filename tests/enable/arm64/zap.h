// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm64/03-last-page/zap.cocci
static unsigned long zap_pte_range(struct mmu_gather *tlb,
				struct vm_area_struct *vma, pmd_t *pmd,
				unsigned long addr, unsigned long end,
				struct zap_details *details)
{
	int force_flush = 0;

	do {
		if (pte_none(*pte))
			continue;
		force_flush = !__tlb_remove_page(tlb, page);
		if (force_flush)
			break;
	} while (pte++, addr += PAGE_SIZE, addr != end);
	if (force_flush)
		tlb_flush_mmu(tlb);
	return addr;
}

/* a look-alike, in which nothing is cut off */
static void unmap_hugepage_range(struct mmu_gather *tlb, unsigned long addr)
{
	int force_flush;

	do {
		force_flush = !__tlb_remove_page(tlb, page);
		if (force_flush)
			break;
	} while (addr);
}
