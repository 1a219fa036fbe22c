/* SPDX-License-Identifier: GPL-2.0 */
/* Only with 64 bits there is a walker. */
static inline void pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	free_page((unsigned long)pmd);
}
#define __pmd_free_tlb(tlb, pmd, addr)	pmd_free((tlb)->mm, pmd)
