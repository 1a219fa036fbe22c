// SPDX-License-Identifier: GPL-2.0
void pmdp_splitting_flush(struct vm_area_struct *vma, unsigned long address, pmd_t *pmdp)
{
	if (!pmd_trans_splitting(*pmdp)) {
		set_pmd_at(vma->vm_mm, address, pmdp, pmd_mksplitting(*pmdp));
		kick_all_cpus_sync();
	}
}
