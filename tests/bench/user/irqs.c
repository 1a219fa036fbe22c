// SPDX-License-Identifier: GPL-2.0
/*
 * irqs.c - how long interrupts are off, from one page to a GiB
 */
#include <stdio.h>
#include "rows.h"

/* How long interrupts are off at most, as the range grows. */
static void stamps_row(struct row *r)
{
	static const struct { const char *name; bool longest; } kind[] = {
		{ "interrupts off, longest: ", true }, { "interrupts off, 99.9 %: ", false },
	};
	static struct stamps_figure before, after;
	bool any = false;
	unsigned int k;

	for (k = 0; k < 2; k++) {
		row_describe(r, kind[k].name, NULL);
		any |= row_wanted(r, SIMPLE_SAID);
	}
	if (!any)
		return;
	row_progress(r);
	row_prepare(r);
	if (!row_options.list) {
		stamps_run(bench_simple, r->load.call, r->load.flags, MAPPED,
			   row_options.rounds, &before);
		stamps_run(gup_fast_pages, r->load.call, r->load.flags, MAPPED,
			   row_options.rounds, &after);
	}
	for (k = 0; k < 2; k++) {
		char more[64];

		snprintf(more, sizeof(more), "%lu and %lu sections in %u rounds", before.sections,
			 after.sections, row_options.rounds);
		row_describe(r, kind[k].name, NULL);
		row_say(r, "-", SIMPLE_SAID, "ns", kind[k].longest ? &before.longest : &before.p999,
			kind[k].longest ? &after.longest : &after.p999, more);
	}
}

void irqs_part(void)
{
	static const unsigned int shape[] = { ORDER0, HUGETLB2M, HUGETLB1G };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(shape); i++) {
		unsigned long call;

		for (call = 1; call <= GIB; call *= 4) {
			struct row r = { .part = "scale", .shape = shape[i],
					 .placement = i ? MEM_ORDERED : MEM_SHUFFLED };

			row_set_load(&r, call, row_flags[OP_GET], true);
			stamps_row(&r);
		}
	}
}
