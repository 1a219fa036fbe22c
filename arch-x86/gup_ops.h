/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for x86, 64 bit, 4 and 5 levels (folded at run time)
 */
#ifndef _ASM_X86_GUP_OPS_H
#define _ASM_X86_GUP_OPS_H

#include <linux/pgtable.h>

/*
 * On bare metal each shootdown is an IPI. A PARAVIRT guest flushes by
 * hypercall, which waits for nobody; arch/x86/Kconfig then selects RCU table
 * free. A kernel that frees by RCU in any case is safe as well.
 */
#if defined(CONFIG_PARAVIRT) || defined(CONFIG_MMU_GATHER_RCU_TABLE_FREE)
#define GUP_TABLE_FREE	GUP_FREE_RCU
#else
#define GUP_TABLE_FREE	GUP_FREE_IPI
#endif

/*
 * Bits that the CPU sets by itself. Dirty is one of them only in an entry that
 * is writable: read-only and dirty is a shadow stack (SDM volume 3, "Shadow
 * Stacks" of the paging chapter), and no memory that the kernel hands out.
 */
static inline unsigned long gup_x86_noise(unsigned long val)
{
	return _PAGE_ACCESSED | (val & _PAGE_RW ? _PAGE_DIRTY : 0);
}

#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return !((a.pte ^ b.pte) & ~gup_x86_noise(a.pte));
}

#define gup_pmd_same gup_pmd_same
static inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return !((pmd_val(a) ^ pmd_val(b)) & ~gup_x86_noise(pmd_val(a)));
}

#define gup_pud_same gup_pud_same
static inline bool gup_pud_same(pud_t a, pud_t b)
{
	return !((pud_val(a) ^ pud_val(b)) & ~gup_x86_noise(pud_val(a)));
}

/*
 * All that pte_access_permitted(), pte_special() and pte_devmap() look at is
 * outside of the page frame: present, user, writable, protection key, and two
 * software bits. PKRU is this thread's own and cannot change meanwhile.
 */
#define gup_pte_alike gup_pte_alike
static inline bool gup_pte_alike(pte_t a, pte_t b)
{
	return !((a.pte ^ b.pte) & ~(PTE_PFN_MASK | gup_x86_noise(a.pte)));
}

/* An address above the tables' reach is no user address; nobody else says so. */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(unsigned long start, unsigned long end)
{
	return !(end >> __VIRTUAL_MASK_SHIFT);
}

#include <asm-generic/gup_ops.h>

#endif /* _ASM_X86_GUP_OPS_H */
