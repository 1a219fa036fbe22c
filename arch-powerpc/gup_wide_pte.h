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
 * Race: torn. Other CPU: sets an entry (__set_pte_at()), upper word, barrier,
 * lower word; clears one (pte_update()), the lower word alone: what it leaves in the
 * upper one belongs to no entry, and is replaced before the lower word is present
 * again. We: low, high, low, high.
 *
 * If one entry follows another in between, all is well: with equal lower words the
 * upper one is the first entry's or the second's, and either belongs to that
 * lower word. It is the third one that harms: low of the first, high of the second,
 * low of the third, equal to the first's. This needs no odd luck: a migration that
 * fails puts a swap entry in between and then the very same pte. A flush that is
 * an IPI would wait for us before that swap entry is set, and so it is on e500;
 * but elsewhere tlbie is broadcast, and waits for nobody. So the upper word is read
 * again: then a fourth entry is needed whose upper word is the second's, all while
 * this CPU makes three loads with interrupts off; and three more exchanges of the
 * same kind in those of the look back, or it tells.
 *
 * More loads would ask for more exchanges, and exclude none: whoever only reads
 * can be shown each word as he expects it. What does exclude it is lwarx and
 * stwcx., as in pte_update(), which is a store for each look. Without SMP there is
 * nobody to exchange anything.
 *
 * Return: the entry, or one that is not present.
 */
static inline u64 gup_ppc_read(const void *entry)
{
	const unsigned long *high = entry, *low = high + 1;
	u64 val;

	do {
		val = gup_split_read(low, high);
		/* The lower word's second read is older than the upper word's. */
		smp_rmb();
	} while (unlikely(READ_ONCE(*high) != val >> 32));
	return val;
}

#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	return __pte(gup_ppc_read(ptep));
}

/* The pgd, with all between folded into it; the walker reads it as a pmd. */
#define gup_pmd_get gup_pmd_get
static inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	if (sizeof(pmd_t) > sizeof(long))
		return __pmd(gup_ppc_read(pmdp));
	return READ_ONCE(*pmdp);
}

#endif /* _ASM_POWERPC_GUP_WIDE_PTE_H */
