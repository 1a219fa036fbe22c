#ifndef __ASM_TLB_H
#define __ASM_TLB_H

#include <asm/pgalloc.h>
#include <asm/tlbflush.h>

#define MMU_GATHER_BUNDLE	8

struct mmu_gather {
	struct mm_struct	*mm;
	unsigned long		range_start;
	struct page		**pages;
};

/* what it did */
static inline void tlb_flush(struct mmu_gather *tlb)
{
	flush_tlb_range(tlb->vma, tlb->range_start, tlb->range_end);
}

static inline void tlb_add_flush(struct mmu_gather *tlb, unsigned long addr)
{
	if (addr < tlb->range_start)
		tlb->range_start = addr;
	if (addr + PAGE_SIZE > tlb->range_end)
		tlb->range_end = addr + PAGE_SIZE;
}

static inline void __tlb_alloc_page(struct mmu_gather *tlb)
{
	tlb->max = PAGE_SIZE / sizeof(struct page *);
}

static inline void
tlb_remove_tlb_entry(struct mmu_gather *tlb, pte_t *ptep, unsigned long addr)
{
	tlb_add_flush(tlb, addr);
}

static inline void
tlb_start_vma(struct mmu_gather *tlb, struct vm_area_struct *vma)
{
	if (!tlb->fullmm) {
		tlb->vma = vma;
		tlb->range_start = TASK_SIZE;
		tlb->range_end = 0;
	}
}

static inline void tlb_remove_page(struct mmu_gather *tlb, struct page *page)
{
	if (!__tlb_remove_page(tlb, page))
		tlb_flush_mmu(tlb);
}

static inline void __pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte,
	unsigned long addr)
{
	tlb_add_flush(tlb, addr);
	tlb_remove_page(tlb, pte);
}

#define pte_free_tlb(tlb, ptep, addr)	__pte_free_tlb(tlb, ptep, addr)
#define pud_free_tlb(tlb, pudp, addr)	pud_free((tlb)->mm, pudp)
#define pmd_free_tlb(tlb, pmdp, addr)	__pmd_free_tlb(tlb, pmdp, addr)
#define tlb_migrate_finish(mm)		do { } while (0)

static inline void __pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmdp,
				  unsigned long addr)
{
	tlb_add_flush(tlb, addr);
	tlb_remove_page(tlb, virt_to_page(pmdp));
}

#endif
