/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_pae.h - entries of PAE, of two words each
 *
 * The lower half decides, for the kernel that writes an entry and for the CPU that
 * changes it (SDM volume 3, "PAE Paging"). The pud is the pgd here, one of four, and is as
 * wide. The ops return the word as it is stored: __pte() and its like would translate it
 * once more in a guest of Xen PV (32 bit until 5.8).
 */
#ifndef _ASM_X86_GUP_PAE_H
#define _ASM_X86_GUP_PAE_H

#include <linux/pgtable.h>
#include <asm-generic/gup_split.h>

#define GUP_WIDE_READ	1

/* In some kernels some of the types have no names for their halves. */
static inline u64 gup_pae_get(const void *entry)
{
	const unsigned long *half = entry;

	return gup_split_read(half, half + 1);
}

#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	return native_make_pte(gup_pae_get(ptep));
}

#define gup_pmd_get gup_pmd_get
static inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	return native_make_pmd(gup_pae_get(pmdp));
}

#define gup_pud_get gup_pud_get
static inline pud_t gup_pud_get(pud_t *pudp)
{
	return (pud_t){ { native_make_pgd(gup_pae_get(pudp)) } };
}

#endif /* _ASM_X86_GUP_PAE_H */
