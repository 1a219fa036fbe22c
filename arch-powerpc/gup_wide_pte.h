/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_wide_pte.h - entries of powerpc that are two words of 32 bits
 *
 * With PTE_64BIT: Book3S (86xx), 44x and e500; on e500 the pgd is as wide where
 * huge pages are leaves in it.
 */
#ifndef _ASM_POWERPC_GUP_WIDE_PTE_H
#define _ASM_POWERPC_GUP_WIDE_PTE_H

#include <linux/pgtable.h>
#include <asm-generic/gup_split.h>

#define GUP_WIDE_READ	1

/**
 * gup_ppc_read() - read an entry of two words, each of them twice
 * @entry: the real address in the table; the upper word comes first there
 *
 * Race: torn.
 * CPU B, to set an entry (__set_pte_at()): 1) stores the upper word; 2) barrier; 3) stores
 * the lower word. To clear one (pte_update()), it clears the lower word alone. The upper
 * word that it leaves belongs to no entry, and is replaced before the lower word is present
 * again. CPU A, here, reads low, high, low, high.
 *
 * One new entry meanwhile is harmless: if A reads equal lower words, the upper one is the
 * first entry's or the second's, and either belongs to that lower word. Two new entries are
 * harmful: A reads low of the first, high of the second, and low of the third, equal to the
 * first's. This is not even unlikely: a migration that fails stores a swap entry, and then
 * the very same pte. If the flush is an IPI, it waits for A before that swap entry is set,
 * as on e500. But elsewhere tlbie is broadcast, and does not wait for A. So A reads the upper
 * word again: to deceive A, a fourth entry must then have the second's upper word, all while
 * A makes three loads with interrupts off. And three more exchanges of the same kind must
 * meet the loads of the look back, or A notices.
 *
 * More loads would require more exchanges, and exclude none: B can show a CPU that only
 * reads each word as it expects it. lwarx and stwcx., as in pte_update(), do exclude it, but
 * store for each look. On !SMP there is no CPU B.
 *
 * Return: the entry, or one that is not present.
 */
static inline u64 gup_ppc_read(const void *entry)
{
	const unsigned long *high = entry, *low = high + 1;
	u64 val;

	do {
		val = gup_split_read(low, high);
		/* Read the lower word the second time before the upper word the second time. */
		smp_rmb();
	} while (unlikely(READ_ONCE(*high) != val >> 32));
	return val;
}

#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	return __pte(gup_ppc_read(ptep));
}

/* The pgd, with all levels between folded into it; the walker reads it as a pmd. */
#define gup_pmd_get gup_pmd_get
static inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	if (sizeof(pmd_t) > sizeof(long))
		return __pmd(gup_ppc_read(pmdp));
	return READ_ONCE(*pmdp);
}

#endif /* _ASM_POWERPC_GUP_WIDE_PTE_H */
