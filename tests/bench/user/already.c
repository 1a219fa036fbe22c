// SPDX-License-Identifier: GPL-2.0
/*
 * already.c - the walkers, for a caller that has interrupts off already
 *
 * They stay off until that caller has them on again, and nobody can be sent to the
 * slow path.
 */
#include <linux/mm.h>
#include "walkers.h"

int bench_simple_already(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	unsigned long irq;
	int ret;

	local_irq_save(irq);
	ret = bench_simple(start, nr, flags | FOLL_FAST_ONLY, pages);
	local_irq_restore(irq);
	return ret;
}

int bench_ours_already(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	unsigned long irq;
	int ret;

	local_irq_save(irq);
	ret = gup_fast_pages(start, nr, flags | FOLL_FAST_ONLY, pages);
	local_irq_restore(irq);
	return ret;
}
