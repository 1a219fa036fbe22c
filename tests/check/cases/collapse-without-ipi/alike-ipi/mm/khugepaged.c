// SPDX-License-Identifier: GPL-2.0
static int collapse_huge_page(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long address, pmd_t *pmd)
{
	spinlock_t *pmd_ptl = pmd_lock(mm, pmd);
	int result;
	pmd_t old;

	old = pmdp_collapse_flush(vma, address, pmd);
	spin_unlock(pmd_ptl);

	result = __collapse_huge_page_isolate(vma, address, pmd);
	if (result != SCAN_SUCCEED)
		pmd_populate(mm, pmd, pmd_pgtable(old));
	return result;
}
