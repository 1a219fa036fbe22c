/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_x2tlb.h - entries of SH-X2's extended mode, of two words each
 *
 * The lower one has the frame and "present", the upper one the permissions.
 */
#ifndef _ASM_SH_GUP_X2TLB_H
#define _ASM_SH_GUP_X2TLB_H

#include <linux/pgtable.h>
#include <asm-generic/gup_split.h>

#define GUP_WIDE_READ	1

/*
 * The writer always stores the upper word first.
 *
 * Race: torn.
 * CPU B: pte_clear() is set_pte() of 0: 1) clears the upper word, with the permissions;
 * 2) clears the lower word, with "present". CPU A reads low, high, low again.
 * Safe because: between 1) and 2) the entry permits nothing, and gup_pte_permitted()
 * refuses it. Otherwise A read the upper word between two equal lower words, so it is
 * that of the first entry or of the last one, and either belongs to that lower word. A
 * CPU that stores a swap entry there waits for an IPI first.
 */
#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	return __pte(gup_split_read(&ptep->pte_low, &ptep->pte_high));
}

/* Entries above the ptes are addresses of tables: the other word is always 0. */
static inline unsigned long gup_sh_table(const void *entry)
{
	return READ_ONCE(((const unsigned long *)entry)[IS_ENABLED(CONFIG_CPU_BIG_ENDIAN)]);
}

#define gup_pmd_get gup_pmd_get
static inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	return __pmd(gup_sh_table(pmdp));
}

/* The pgd, with pud and p4d folded into it; the walker reads it as a pud. */
#define gup_pud_get gup_pud_get
static inline pud_t gup_pud_get(pud_t *pudp)
{
	return __pud(gup_sh_table(pudp));
}

#endif /* _ASM_SH_GUP_X2TLB_H */
