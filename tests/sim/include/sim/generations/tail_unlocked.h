/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tail_unlocked.h - what a kernel of core/kernels/tail_unlocked.h has
 */
#ifndef _SIM_TAIL_UNLOCKED_H
#define _SIM_TAIL_UNLOCKED_H

#include <sim/generations/tails.h>

static inline long get_user_pages_unlocked(SIM_SLOW_ARGUMENTS)
{
	if (force)
		sim_violation("the slow path is told to force");
	return sim_slow_locked(start, nr_pages, pages, write ? FOLL_WRITE : 0, 0);
}

#endif /* _SIM_TAIL_UNLOCKED_H */
