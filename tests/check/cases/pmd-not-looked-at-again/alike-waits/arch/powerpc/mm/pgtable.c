// SPDX-License-Identifier: GPL-2.0

pmd_t pmdp_collapse_flush(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmdp)
{
	pmd_t pmd = *pmdp;

	pmd_clear(pmdp);
	kick_all_cpus_sync();
	return pmd;
}
