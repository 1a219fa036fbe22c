// SPDX-License-Identifier: GPL-2.0
/*
 * rows.c - what a row needs, and what is said of it
 */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>
#include <unistd.h>
#include "rows.h"

#define WINDOW		(1UL << 15)
#define HUGE_WINDOW	(1UL << 17)	/* some hundred huge leaves */
#define HOT_WINDOW	(1UL << 11)	/* 128 KiB of struct pages, 16 KiB of ptes */

const struct bench_shape bench_shapes[] = {
	{ { "order 0", 0, SIM_PTE, false }, bench_limit_order0 },
	{ { "order 4 by ptes", 4, SIM_PTE, false }, bench_limit_order4 },
	{ { "order 9 by ptes", 9, SIM_PTE, false }, bench_limit_order9 },
	{ { "order 9 by pmd", 9, SIM_PMD, false }, bench_limit_pmd },
	{ { "hugetlb 2M", 9, SIM_PMD, true }, bench_limit_pmd },
	{ { "hugetlb 1G", 18, SIM_PUD, true }, NULL },
	{ .limit = NULL }
};

const unsigned int row_flags[OPS] = { FOLL_GET | FOLL_WRITE, FOLL_PIN | FOLL_WRITE };
struct row_options row_options = { .only = "*", .rounds = 15, .window = 1UL << 14 };

static const char *const placement_name[] = { "ordered", "shuffled", "aged" };
static unsigned int done;

void row_set_load(struct row *r, unsigned long call, unsigned int flags, bool cold)
{
	unsigned long pages = r->shape >= PMD9 ? HUGE_WINDOW : WINDOW;

	pages = call > pages ? call : pages;
	r->load = (struct run_load){ .flags = flags, .call = call, .nr = pages, .cold = cold,
				     .window = cold ? pages : HOT_WINDOW, .threads = 1 };
}

void row_describe(struct row *r, const char *before, const char *crew)
{
	/* Instructions are as many in any cache. */
	const char *where = BENCH_STEPS ? "" : r->load.cold ? " cold," : " hot,";

	snprintf(r->what, sizeof(r->what), "%s%s, %s,%s %s, %lu a call%s%s", before,
		 bench_shapes[r->shape].mem.name, placement_name[r->placement], where,
		 r->load.flags & FOLL_PIN ? "pin" : "get", r->load.call, crew ? ", " : "",
		 crew ? crew : "");
}

bool row_wanted(const struct row *r, const char *against)
{
	char all[256];

	snprintf(all, sizeof(all), "%s%s", r->what, against);
	return !fnmatch(row_options.only, all, 0);
}

void row_progress(const struct row *r)
{
	if (!row_options.list && isatty(2))
		fprintf(stderr, "user: %u: %s\033[K\r", ++done, r->what);
	else if (!row_options.list && !(++done % 20))
		fprintf(stderr, "user: %u: %s\n", done, r->what);
}

void row_prepare(const struct row *r)
{
	static unsigned int shape = ~0U;
	static enum mem_placement placement;

	if (row_options.list || (shape == r->shape && placement == r->placement))
		return;
	shape = r->shape;
	placement = r->placement;
	mem_map(&bench_shapes[shape].mem, placement, MAPPED);
}

void row_say(const struct row *r, const char *goal, const char *against, const char *unit,
	     const struct run_figure *before, const struct run_figure *after, const char *more)
{
	/* There are no parts of an instruction. */
	const int d = strcmp(unit, "instructions") ? 2 : 0;

	if (!row_wanted(r, against))
		return;
	if (row_options.list) {
		printf("%s%s\n", r->what, against);
		return;
	}
	printf("%s\t%s\tx86-64\t%s%s\t%s\t%.*f\t%.*f\t", r->part, goal, r->what, against,
	       unit, d, before->median, d, after->median);
	printf("before %.*f..%.*f, after %.*f..%.*f, %s\t", d, before->least, d, before->most,
	       d, after->least, d, after->most, more);
	printf("tests/bench/user.sh --only '%s%s' /dev/stdout\n", r->what, against);
	fflush(stdout);
}
