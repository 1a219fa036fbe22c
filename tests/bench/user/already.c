// SPDX-License-Identifier: GPL-2.0
/*
 * already.c - the walkers, for a caller that has interrupts off already
 *
 * They stay off until that caller has them on again, and nobody can be sent to the
 * slow path.
 */
#include <linux/mm.h>
#include "walkers.h"

typedef int walker(unsigned long, int, unsigned int, struct page **);

static __always_inline int already(walker *walk, unsigned long start, int nr, unsigned int flags,
				   struct page **pages)
{
	unsigned long irq;
	int ret;

	local_irq_save(irq);
	ret = walk(start, nr, flags | FOLL_FAST_ONLY, pages);
	local_irq_restore(irq);
	return ret;
}

int bench_simple_already(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	return already(bench_simple, start, nr, flags, pages);
}

int bench_ours_already(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	return already(gup_fast_pages, start, nr, flags, pages);
}
