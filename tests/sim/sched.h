/* SPDX-License-Identifier: GPL-2.0 */
/*
 * sched.h - two CPUs, in an order that is chosen
 *
 * The walker's CPU runs until it is about to make its access number @first to
 * shared memory; there the other CPU makes @steps steps (a step ends at each
 * sim_step() of its script; -1: all of them), and before access number @second
 * the rest. Whoever waits for an IPI or for RCU waits until the walker has its
 * interrupts on. @late lets operations without order of their own, such as
 * atomic_add(), reach memory only when a barrier says so.
 */
#ifndef _SIM_SCHED_H
#define _SIM_SCHED_H

#include "mm.h"

struct schedule {
	int first;
	int steps;
	int second;
	bool late;
};

struct outcome {
	int accesses;	/* that the walker made */
	int steps;	/* that the other CPU made, up to its end */
};

/* Run both to their end; the other CPU comes last if its turn never came. */
struct outcome sim_run(const struct schedule *schedule, void (*walker)(void), void (*other)(void));

/* Are there schedules and traces at all? */
extern const bool sim_is_directed;
/* What the walker did, in order, for tests of barriers and of what was read. */
enum sim_event { SIM_EV_READ, SIM_EV_WRITE, SIM_EV_RMW, SIM_EV_RMW_ORDERED, SIM_EV_FENCE_FULL,
		 SIM_EV_FENCE_ACQUIRE, SIM_EV_IRQ_OFF, SIM_EV_IRQ_ON, SIM_EV_PREFETCH };
struct sim_trace { enum sim_event event; const void *address; };
extern struct sim_trace sim_trace[];
extern int sim_traced;

/* hooks.c to sched.c: the walker is about to make an access. */
void sim_point(void);
bool sim_is_walker(void);

#endif /* _SIM_SCHED_H */
