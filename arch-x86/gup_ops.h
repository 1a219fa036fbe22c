/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for x86: 2 levels, PAE, 4 and 5 levels (folded at run time)
 */
#ifndef _ASM_X86_GUP_OPS_H
#define _ASM_X86_GUP_OPS_H

#include <linux/pgtable.h>

/*
 * On bare metal each shootdown is an IPI. A PARAVIRT guest flushes by hypercall, which waits
 * for no CPU; arch/x86/Kconfig then selects RCU table free, which is safe in any case.
 */
#if defined(CONFIG_PARAVIRT) || defined(CONFIG_MMU_GATHER_RCU_TABLE_FREE)
#define GUP_TABLE_FREE	GUP_FREE_RCU
#else
#define GUP_TABLE_FREE	GUP_FREE_IPI
#endif

#ifdef CONFIG_X86_PAE
#include <asm/gup_pae.h>
#endif

/*
 * Bits that the CPU sets by itself. Dirty is one of them only in a writable entry:
 * read-only and dirty is a shadow stack (SDM volume 3, "Shadow Stacks" of the paging
 * chapter), which is not memory that the kernel hands out.
 */
static inline pteval_t gup_x86_noise(pteval_t val)
{
	return _PAGE_ACCESSED | (val & _PAGE_RW ? _PAGE_DIRTY : 0);
}

/* Compare as stored: two equal words need no pte_val(), which looks up Xen's frames. */
#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return likely(a.pte == b.pte) || !((a.pte ^ b.pte) & ~gup_x86_noise(a.pte));
}

#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return likely(pmd_val(a) == pmd_val(b)) ||
	       !((pmd_val(a) ^ pmd_val(b)) & ~gup_x86_noise(pmd_val(a)));
}

#define gup_pud_same gup_pud_same
static inline bool gup_pud_same(pud_t a, pud_t b)
{
	return likely(pud_val(a) == pud_val(b)) ||
	       !((pud_val(a) ^ pud_val(b)) & ~gup_x86_noise(pud_val(a)));
}

/* pte_protnone() and pmd_protnone() mean "not present", which the accessors check. */
#define gup_pte_permitted gup_pte_permitted
static inline bool gup_pte_permitted(pte_t pte, bool write)
{
	return pte_access_permitted(pte, write);
}

#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return pmd_access_permitted(pmd, write);
}

/* Present and not bad, by one mask and compare: no other bit may be set. */
#define gup_pmd_table gup_pmd_table
static inline bool gup_pmd_table(pmd_t pmd)
{
	return (pmd_val(pmd) & ~(PTE_PFN_MASK | _PAGE_USER | _PAGE_ACCESSED)) ==
	       (_KERNPG_TABLE & ~_PAGE_ACCESSED);
}

/*
 * The pte is present, so the frame is not inverted (L1TF). pte_val(): a Xen PV guest has
 * the machine's frames in its tables (xen_pte_val() in arch/x86/xen/mmu_pv.c).
 */
#define gup_pte_page gup_pte_page
static inline struct page *gup_pte_page(pte_t pte, const void __user *addr)
{
	return pfn_to_page((pte_val(pte) & PTE_PFN_MASK) >> PAGE_SHIFT);
}

/* Present as well. The bits that are not of the frame include the PAT bit of huge pages. */
#define gup_pmd_page gup_pmd_page
static inline struct page *gup_pmd_page(pmd_t pmd)
{
	pteval_t frame = pmd_val(pmd) & PTE_PFN_MASK & ~(pteval_t)(PMD_SIZE - 1);

	return pfn_to_page(frame >> PAGE_SHIFT);
}

/*
 * pte_access_permitted(), pte_special() and pte_devmap() depend only on bits outside of the
 * page frame: present, user, writable, protection key, and two software bits. PKRU is this
 * thread's own. pte_val() of another Xen guest's frame is "not present".
 */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(PTE_PFN_MASK | _PAGE_ACCESSED));
}

/* For a present pte: the frame is not inverted, and ends below the software bits. */
#define GUP_PTE_STEP	PAGE_SIZE

/* A range never ends above TASK_SIZE_MAX, which is a page below the end of the tables. */
#ifdef CONFIG_X86_64
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	return true;
}
#endif

#include <asm-generic/gup_ops.h>

#endif /* _ASM_X86_GUP_OPS_H */
