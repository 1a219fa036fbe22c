// SPDX-License-Identifier: GPL-2.0
// Under the lock nobody changes it.

static int gup_under_lock(struct mm_struct *mm, pmd_t *pmdp)
{
	spinlock_t *lock = pmd_lock(mm, pmdp);
	pmd_t pmd = *pmdp;

	spin_unlock(lock);
	return pmd_none(pmd);
}
