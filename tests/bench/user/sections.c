// SPDX-License-Identifier: GPL-2.0
/*
 * sections.c - those with interrupts off: the longest, and those that few are longer than
 */
#include <stdlib.h>
#include "run.h"

#define MOST	(1UL << 22)

static double *section;
static unsigned long nr;

void section_was(double length)
{
	if (section && nr < MOST)
		section[nr++] = length;
}

static int compare(const void *a, const void *b)
{
	return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b);
}

void sections_run(bench_walker walker, const struct run_load *load, unsigned long skip,
		  unsigned long mapped, unsigned int rounds, struct sections_figure *figure)
{
	const unsigned long window = load->window;
	double *longest = figure->longest.round;
	unsigned int round;
	unsigned long at;

	if (!section)
		section = mem_reserve(MOST * sizeof(*section));
	nr = 0;
	for (round = 0; round < rounds; round++) {
		unsigned long first = round % ((mapped - skip) / window) * window + skip, i = nr;

		mem_renew(first, window, load->cold);
		for (at = 0; at < window; at += load->call)
			if (!run_call(walker, first + at, load->call, load->flags))
				sim_violation("a walker did not take all");
		for (longest[round] = 0; i < nr; i++)
			longest[round] = section[i] > longest[round] ? section[i] :
								      longest[round];
	}
	if (!nr || nr == MOST)
		sim_violation(nr ? "there are too many sections" : "no section was seen");
	run_summary(&figure->longest, rounds);
	qsort(section, nr, sizeof(*section), compare);
	figure->p999.median = section[nr - 1 - nr / 1000];
	figure->p999.least = section[nr / 2];
	figure->p999.most = section[nr - 1];
	figure->sections = nr;
}
