// SPDX-License-Identifier: GPL-2.0
// Under the lock of the table nobody changes the entry, and this is called by no walker.

struct page *gup_locked(struct mm_struct *mm, pmd_t *pmdp, unsigned long addr, int *nr)
{
	spinlock_t *lock;
	pte_t *ptep = pte_offset_map_lock(mm, pmdp, addr, &lock);
	struct page *page = pte_page(*ptep);

	if (!try_get_page(page))
		page = NULL;
	else
		(*nr)++;
	pte_unmap_unlock(ptep, lock);
	return page;
}
