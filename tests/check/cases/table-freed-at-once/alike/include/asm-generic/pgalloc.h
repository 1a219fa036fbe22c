/* SPDX-License-Identifier: GPL-2.0 */
static inline void pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	pagetable_free(virt_to_ptdesc(pmd));
}

static inline void pud_free(struct mm_struct *mm, pud_t *pud)
{
	pagetable_free(virt_to_ptdesc(pud));
}
