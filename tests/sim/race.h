/* SPDX-License-Identifier: GPL-2.0 */
/*
 * race.h - the walker against another CPU, in every order
 */
#ifndef _SIM_RACE_H
#define _SIM_RACE_H

#include "test.h"

#define SIM_BASE	0x40000000UL
/* The n-th page from there. */
#define SIM_AT(n)	(SIM_BASE + ((unsigned long)(n) << PAGE_SHIFT))

/**
 * struct sim_race - a scenario
 * @name: what is special about this one
 * @setup: builds the world, before each schedule
 * @other: the other CPU's script; sim_step() between its accesses
 * @check: what must hold at the end beside sim_check_call(); or NULL
 * @nr: how many pages are asked for
 * @first: from SIM_AT(@first) on
 * @flags: FOLL_*; 0: get and pin, for reading and writing
 * @one_sided: that only one of "all taken" and "not all" happens is no mistake
 */
struct sim_race {
	const char *name;
	void (*setup)(void);
	void (*other)(void);
	void (*check)(void);
	int nr;
	int first;
	unsigned int flags;
	bool one_sided;
};

/* How many events of a kind there were at the @size bytes from @from on, in the last call. */
int sim_events(enum sim_event event, const void *from, size_t size);

/*
 * Try each order: the script as a whole before each access of the walker, and
 * cut in two at each of its steps, the rest before each later access; all that
 * once more with late stores.
 */
void sim_race(const struct sim_race *race);

#endif /* _SIM_RACE_H */
