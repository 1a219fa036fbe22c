/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_x2tlb.h - entries of SH-X2's extended mode, of two words each
 *
 * The lower one has the frame and "present", the upper one who may do what.
 */
#ifndef _ASM_SH_GUP_X2TLB_H
#define _ASM_SH_GUP_X2TLB_H

#include <linux/pgtable.h>
#include <asm-generic/gup_split.h>

#define GUP_WIDE_READ	1

/*
 * The writer begins with the upper word, always.
 *
 * Race: torn. Other CPU: pte_clear() is set_pte() of nothing, so that who may do
 * what goes first and "present" last. Harmless: in between nobody may do
 * anything, and gup_pte_permitted() says so. Else equal lower words had between them
 * the upper word of the first entry or of the last one, and either belongs to
 * that lower word. Who puts a swap entry in the place waits for an IPI first.
 */
#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	return __pte(gup_split_read(&ptep->pte_low, &ptep->pte_high));
}

/* Above the ptes there are addresses of tables: the other word is always 0. */
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
