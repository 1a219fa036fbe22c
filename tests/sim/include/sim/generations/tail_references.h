/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tail_references.h - what a kernel of core/kernels/tail_references.h has
 */
#ifndef _SIM_TAIL_REFERENCES_H
#define _SIM_TAIL_REFERENCES_H

#include <sim/generations/tails.h>

static inline long get_user_pages(SIM_SLOW_ARGUMENTS, struct vm_area_struct **vmas)
{
	if (force)
		sim_violation("the slow path is told to force");
	return sim_slow_locked(start, nr_pages, pages, write ? FOLL_WRITE : 0, 1);
}

#endif /* _SIM_TAIL_REFERENCES_H */
