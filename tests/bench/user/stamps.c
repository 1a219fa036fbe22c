// SPDX-License-Identifier: GPL-2.0
/*
 * stamps.c - how long interrupts are off
 *
 * No program can turn them off, and who loses its CPU in a section has it longer than
 * a kernel would: then it is what it had of the CPU that counts.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include "run.h"

#define MOST	(1UL << 22)
#define WINDOW	(1UL << 14)

static double *section;	/* in ns */
static unsigned long nr;
static double since, since_had;

void bench_irqs_off(void)
{
	since_had = run_had();
	since = run_now();
}

void bench_irqs_on(void)
{
	double ns = run_now() - since, had = run_had() - since_had;

	if (section && nr < MOST)
		section[nr++] = min(ns, had);
}

static int compare(const void *a, const void *b)
{
	return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b);
}

void stamps_run(bench_walker walker, unsigned long call, unsigned int flags,
		unsigned long mapped, unsigned int rounds, struct stamps_figure *figure)
{
	double *longest = figure->longest.round;
	unsigned long window = call > WINDOW ? call : WINDOW, at;
	unsigned int round;
	double p999;

	if (!section)
		section = mem_reserve(MOST * sizeof(*section));
	nr = 0;
	for (round = 0; round < rounds; round++) {
		unsigned long first = round % (mapped / window) * window, before = nr, i;

		mem_renew(first, window, true);
		for (at = 0; at < window; at += call)
			if (!run_call(walker, first + at, call, flags))
				sim_violation("a walker did not take all");
		for (longest[round] = 0, i = before; i < nr; i++)
			longest[round] = section[i] > longest[round] ? section[i] :
								      longest[round];
	}
	run_summary(&figure->longest, rounds);
	qsort(section, nr, sizeof(*section), compare);
	p999 = section[nr - 1 - nr / 1000];
	figure->p999.median = p999;
	figure->p999.least = section[nr / 2];
	figure->p999.most = section[nr - 1];
	figure->sections = nr;
}
