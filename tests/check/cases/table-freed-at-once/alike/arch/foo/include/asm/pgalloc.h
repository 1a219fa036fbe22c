/* SPDX-License-Identifier: GPL-2.0 */
/* Levels that are none free nothing; who frees what nobody walks any more may do it at once. */
#include <asm-generic/pgalloc.h>

#define p4d_free(mm, p4d)		do { } while (0)
#define __pud_free_tlb(tlb, pud, addr)	pud_free((tlb)->mm, pud)
#define __p4d_free_tlb(tlb, p4d, addr)	p4d_free((tlb)->mm, p4d)

#ifdef CONFIG_SMP
static inline void foo_free_table(struct mmu_gather *tlb, void *table)
{
	tlb_remove_table(tlb, table);
}
#else
static inline void foo_free_table(struct mmu_gather *tlb, void *table)
{
	free_page((unsigned long)table);
}
#endif

static inline void __pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd, unsigned long addr)
{
	foo_free_table(tlb, pmd);
}

static inline void __pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte, unsigned long addr)
{
	if (tlb->fullmm)
		__free_page(pte);
	else
		tlb_remove_table(tlb, pte);
}

static inline void pgd_free(struct mm_struct *mm, pgd_t *pgd)
{
	free_page((unsigned long)pgd);
}

static inline void foo_populate_failed(struct mm_struct *mm, pmd_t *pmd)
{
	pmd_free(mm, pmd);
}
