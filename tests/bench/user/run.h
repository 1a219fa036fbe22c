/* SPDX-License-Identifier: GPL-2.0 */
/*
 * run.h - walkers taking turns over the same pages
 */
#ifndef _BENCH_RUN_H
#define _BENCH_RUN_H

#include "memory.h"
#include "walkers.h"

#define RUN_THREADS	2
#define RUN_ROUNDS	64
#define RUN_WALKERS	3

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

/**
 * struct run_load - what a walker has to do
 * @flags: FOLL_*
 * @call: pages a call
 * @nr: pages that each thread takes in a round
 * @window: how many different pages these are; as often as needed
 * @cold: they are in no cache
 * @threads: how many there are
 * @same: all of them take the same pages
 */
struct run_load {
	unsigned int flags;
	unsigned long call;
	unsigned long nr;
	unsigned long window;
	bool cold;
	unsigned int threads;
	bool same;
};

/**
 * struct run_figure - what came out
 * @median: of all rounds
 * @least: of all rounds
 * @most: of all rounds
 * @round: each of them, in turn
 */
struct run_figure {
	double median, least, most;
	double round[RUN_ROUNDS];
};

void run_init(unsigned long most_pages);
void run_end(void);
/* Each of @nr walkers once a round, over the @mapped pages in turn. ns a page. */
void run_walkers(const struct run_load *load, unsigned long mapped, unsigned int rounds,
		 const bench_walker *walker, unsigned int nr, struct run_figure *figure);
/* The rest of it out of the rounds. */
void run_summary(struct run_figure *figure, unsigned int rounds);
/* The median of what one is by the other, round by round. */
double run_ratio(const struct run_figure *a, const struct run_figure *b, unsigned int rounds);
double run_now(void);
/* What this thread has had of its CPU: whoever else wants it is no business of ours. */
double run_had(void);
/* One call by this thread, which must take all; its pages. */
struct page **run_call(bench_walker walker, unsigned long first, unsigned long nr,
		       unsigned int flags);

/*
 * check.c
 */
/* Do all walkers take the same pages? And would it be noticed if not? */
bool check_walkers(unsigned long mapped);

/*
 * sections.c: how long interrupts are off, in the builds that look at that
 */
struct sections_figure {
	struct run_figure longest, p999;
	unsigned long sections;
};

/* One that ended just now. */
void section_was(double length);
/* @skip: so many pages of the mapped ones are left out first. */
void sections_run(bench_walker walker, const struct run_load *load, unsigned long skip,
		  unsigned long mapped, unsigned int rounds, struct sections_figure *figure);

/*
 * stamps.c, or steps.c: what sections are measured in; from now on
 */
extern const char *const sections_unit;
void sections_begin(void);

#endif /* _BENCH_RUN_H */
