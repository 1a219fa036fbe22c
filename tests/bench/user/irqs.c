// SPDX-License-Identifier: GPL-2.0
/*
 * irqs.c - how long interrupts are off, from one page to a GiB
 */
#include <stdio.h>
#include "rows.h"
#include <asm/gup_ops.h>

/**
 * struct irqs_row - some lines of the report
 * @row: what is done
 * @already: by a caller that has interrupts off
 * @before: the straightforward walker's sections
 * @after: ours
 */
struct irqs_row {
	struct row row;
	bool already;
	struct sections_figure before, after;
};

/* Any two rounds count the same. */
static unsigned int rounds(void)
{
	return BENCH_STEPS ? 1 : row_options.rounds;
}

static void set_load(struct row *r, unsigned long call, unsigned int flags)
{
	row_set_load(r, call, flags, !BENCH_STEPS);
	r->load.window = call > row_options.window ? call : row_options.window;
}

/*
 * What is counted begins with the last page of a table, or of a huge entry, so that its
 * first piece meets as many of them as any can. Time has its rounds to meet them.
 */
static unsigned long skip(const struct row *r)
{
	return !BENCH_STEPS ? 0 : r->shape == HUGETLB1G ? GIB - 1 : (PMD_SIZE / PAGE_SIZE) - 1;
}

static void run(const struct row *r, bench_walker walker, struct sections_figure *figure)
{
	sections_run(walker, &r->load, skip(r), MAPPED, rounds(), figure);
}

static const struct { const char *name[2]; bool longest; } kind[] = {
	{ { "interrupts off, longest: ", "interrupts off already, longest: " }, true },
	{ { "interrupts off, 99.9 %: ", "interrupts off already, 99.9 %: " }, false },
};

static void irqs_row(struct irqs_row *i)
{
	struct row *r = &i->row;
	bool any = false;
	unsigned int k;

	for (k = 0; k < ARRAY_SIZE(kind); k++) {
		row_describe(r, kind[k].name[i->already], NULL);
		any |= row_wanted(r, SIMPLE_SAID);
	}
	if (!any)
		return;
	row_progress(r);
	row_prepare(r);
	if (!row_options.list) {
		run(r, i->already ? bench_simple_already : bench_simple, &i->before);
		run(r, i->already ? bench_ours_already : gup_fast_pages, &i->after);
	}
	for (k = 0; k < ARRAY_SIZE(kind); k++) {
		char more[80];

		snprintf(more, sizeof(more), "%lu and %lu sections in %u round%s",
			 i->before.sections, i->after.sections, rounds(), rounds() > 1 ? "s" : "");
		row_describe(r, kind[k].name[i->already], NULL);
		row_say(r, "-", SIMPLE_SAID, sections_unit,
			kind[k].longest ? &i->before.longest : &i->before.p999,
			kind[k].longest ? &i->after.longest : &i->after.p999, more);
	}
}

/* A GiB against one piece: the bound is a constant if it is no more. */
static void bound_row(struct row *r, unsigned int flags)
{
	static struct sections_figure piece, all;
	char against[64], more[64];

	set_load(r, GIB, flags);
	row_describe(r, kind[0].name[false], NULL);
	snprintf(against, sizeof(against), ", against one piece of %u (GUP_PIECE)", GUP_PIECE);
	if (!row_wanted(r, against))
		return;
	row_progress(r);
	row_prepare(r);
	if (!row_options.list) {
		run(r, gup_fast_pages, &all);
		set_load(r, GUP_PIECE, flags);
		run(r, gup_fast_pages, &piece);
	}
	snprintf(more, sizeof(more), "%lu and %lu sections", piece.sections, all.sections);
	row_say(r, "irqs-off", against, sections_unit, &piece.longest, &all.longest, more);
}

void irqs_part(void)
{
	static const unsigned int shape[] = { ORDER0, PMD9, HUGETLB2M, HUGETLB1G };
	static struct irqs_row row;
	unsigned int i, flags;

	if (!row_options.list)
		sections_begin();
	for (i = 0; i < ARRAY_SIZE(shape); i++) {
		unsigned long call;

		row.row = (struct row){ .part = "scale", .shape = shape[i],
					.placement = i ? MEM_ORDERED : MEM_SHUFFLED };
		row.already = false;
		for (call = 1; call <= GIB; call *= 4) {
			set_load(&row.row, call, row_flags[OP_GET]);
			irqs_row(&row);
		}
		for (flags = 0; BENCH_STEPS && flags < OPS; flags++)
			bound_row(&row.row, row_flags[flags]);
		row.already = true;
		for (call = 1; call <= GIB; call *= 64) {
			set_load(&row.row, call, row_flags[OP_GET]);
			irqs_row(&row);
		}
	}
}
