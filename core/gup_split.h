/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_split.h - entries that are wider than what the CPU reads at once
 *
 * For a port to include before it makes its "Atomic read" ops (gup_ops.h) of it.
 */
#ifndef _ASM_GENERIC_GUP_SPLIT_H
#define _ASM_GENERIC_GUP_SPLIT_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/barrier.h>

/**
 * gup_split_read() - read an entry of two words, one after the other
 * @low: the word with the bit that says "present"
 * @high: the other word
 *
 * Race: torn. Other CPU, when it clears an entry: low word, then high. When it sets
 * one: high word, then low; and in between an IPI, on which the TLB flush waits.
 * We: low, high, low again. Enough because: with interrupts off an entry can
 * change to "not present", but not on to another present one, so that two equal
 * low words that are present had the high word in between.
 *
 * Return: the entry, or one that is not present.
 */
static __always_inline u64 gup_split_read(const unsigned long *low, const unsigned long *high)
{
	unsigned long l, h;

	do {
		l = READ_ONCE(*low);
		/* Pairs with the smp_wmb() in set_pte(), high before low. */
		smp_rmb();
		h = READ_ONCE(*high);
		/* Pairs with the smp_wmb() in pte_clear(), low before high. */
		smp_rmb();
	} while (unlikely(l != READ_ONCE(*low)));
	return (u64)h << 32 | l;
}

#endif /* _ASM_GENERIC_GUP_SPLIT_H */
