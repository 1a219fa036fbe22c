// SPDX-License-Identifier: GPL-2.0
// Under the lock of the table it does not change.

static int gup_locked(struct vm_area_struct *vma, pte_t *ptep, spinlock_t *ptl, struct page **pages)
{
	if (!pte_present(*ptep))
		return 0;
	pages[0] = pte_page(*ptep);
	return try_get_page(pages[0]);
}
