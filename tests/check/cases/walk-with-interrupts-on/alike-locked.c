// SPDX-License-Identifier: GPL-2.0
// Under the lock of the table nobody frees it.

static int walk_locked(struct vm_area_struct *vma, unsigned long addr, struct page **pages)
{
	pgd_t *pgdp = pgd_offset(vma->vm_mm, addr);
	spinlock_t *ptl;
	pte_t *ptep = pte_offset_map_lock(vma->vm_mm, pmd_of(pgdp, addr), addr, &ptl);

	pages[0] = pte_page(*ptep);
	get_page(pages[0]);
	pte_unmap_unlock(ptep, ptl);
	return get_user_pages_fast(addr, 0, 0, pages);
}
