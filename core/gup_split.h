/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_split.h - read entries that are wider than one load of the CPU
 *
 * A port includes this, and builds its "Atomic read" ops (gup_ops.h) on it.
 */
#ifndef _ASM_GENERIC_GUP_SPLIT_H
#define _ASM_GENERIC_GUP_SPLIT_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/barrier.h>

/**
 * gup_split_read() - read an entry of two words, one after the other
 * @low: the word with the bit that means "present"
 * @high: the other word
 *
 * Race: torn.
 * CPU B, to map another page: 1) clears the low word; 2) clears the high word; 3) flushes
 * the TLB, and waits for the IPI; 4) stores the high word; 5) stores the low word.
 * CPU A, here: 1) reads the low word; 2) reads the high word; 3) reads the low word again.
 * Safe because: A has interrupts off, so B waits at 3). The entry can become "not present",
 * but not another present one. If A reads the same low word twice, and it is present, the
 * high word belongs to it.
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
