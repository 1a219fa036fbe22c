// SPDX-License-Identifier: GPL-2.0
#ifndef __HAVE_ARCH_PMDP_SPLITTING_FLUSH
void pmdp_splitting_flush(struct vm_area_struct *vma, unsigned long address, pmd_t *pmdp)
{
	set_pmd_at(vma->vm_mm, address, pmdp, pmd_mksplitting(*pmdp));
	flush_tlb_range(vma, address, address + HPAGE_PMD_SIZE);
}
#endif
