// SPDX-License-Identifier: GPL-2.0
/*
 * main.c - the rows: what is timed
 *
 * usage: user [--only PATTERN] [--rounds N] [--pages N] [--window N] [--quick] [--list]
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "number.h"
#include "rows.h"

static const struct { const char *name; unsigned int threads; bool same; } crew[] = {
	{ "1 thread", 1, false }, { "2 threads apart", 2, false },
	{ "2 threads on the same folios", 2, true },
};
static const unsigned long user_calls[] = { 1, 16, 512 };

static const char *in_rounds(const struct run_figure *before, const struct run_figure *after)
{
	static char text[64];

	snprintf(text, sizeof(text), "ratio of a round %.2f, %u rounds",
		 row_options.list ? 0 : run_ratio(after, before, row_options.rounds),
		 row_options.rounds);
	return text;
}

/* A row of the walkers against each other. */
static void compare(const struct row *r, const char *goal)
{
	const struct bench_shape *shape = &bench_shapes[r->shape];
	const bench_walker walker[] = { bench_simple, gup_fast_pages, shape->limit };
	struct run_figure figure[3];

	if (!row_wanted(r, SIMPLE_SAID) && !row_wanted(r, LIMIT_SAID))
		return;
	row_progress(r);
	row_prepare(r);
	if (!row_options.list)
		run_walkers(&r->load, MAPPED, row_options.rounds, walker, 3, figure);
	row_say(r, goal, SIMPLE_SAID, "ns/page", &figure[0], &figure[1],
		in_rounds(&figure[0], &figure[1]));
	row_say(r, "limit", LIMIT_SAID, "ns/page", &figure[2], &figure[1],
		in_rounds(&figure[2], &figure[1]));
}

/* A row of ours against @before. */
static void two(const struct row *r, const char *against, bench_walker before)
{
	const bench_walker walker[] = { before, gup_fast_pages };
	struct run_figure figure[2];

	if (!row_wanted(r, against))
		return;
	row_progress(r);
	row_prepare(r);
	if (!row_options.list)
		run_walkers(&r->load, MAPPED, row_options.rounds, walker, 2, figure);
	row_say(r, "-", against, "ns/page", &figure[0], &figure[1],
		in_rounds(&figure[0], &figure[1]));
}

static void user_rows(struct row *r, bool cold)
{
	unsigned int c, o, t;

	for (t = 0; t < ARRAY_SIZE(crew); t++)
		for (c = 0; c < ARRAY_SIZE(user_calls); c++)
			for (o = 0; o < OPS; o++) {
				bool scattered = r->placement != MEM_ORDERED && cold &&
						 r->shape == ORDER0 && user_calls[c] == 512;

				row_set_load(r, user_calls[c], row_flags[o], cold);
				r->load.threads = crew[t].threads;
				r->load.same = crew[t].same;
				row_describe(r, "", crew[t].name);
				compare(r, scattered ? "cold" : "-");
			}
}

static void user_part(void)
{
	struct row r = { .part = "user" };

	for (r.shape = 0; r.shape < USER_SHAPES; r.shape++)
		for (r.placement = 0; r.placement < MEM_PLACEMENTS; r.placement++) {
			user_rows(&r, true);
			if (r.shape == ORDER0)
				user_rows(&r, false);
		}
}

/* What each tunable is worth: all as it is, against one of them at another value. */
static const struct {
	unsigned int shape;
	enum mem_placement placement;
	bool cold;
	unsigned int call, op;
} tuned[] = {
	{ ORDER0, MEM_SHUFFLED, true, 512, 0 }, { ORDER0, MEM_SHUFFLED, true, 512, 1 },
	{ ORDER0, MEM_SHUFFLED, true, 16, 0 }, { ORDER0, MEM_AGED, true, 512, 0 },
	{ ORDER0, MEM_ORDERED, true, 512, 0 }, { ORDER0, MEM_SHUFFLED, false, 512, 0 },
	{ ORDER4, MEM_SHUFFLED, true, 512, 0 }, { PTES9, MEM_SHUFFLED, true, 512, 0 },
	{ PMD9, MEM_SHUFFLED, true, 8192, 0 },
};

static void tunables(void)
{
	const struct bench_variant *v;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(tuned); i++)
		for (v = bench_variants; v->walker; v++) {
			struct row r = { .part = "user", .shape = tuned[i].shape,
					 .placement = tuned[i].placement };
			char name[64];

			row_set_load(&r, tuned[i].call, row_flags[tuned[i].op], tuned[i].cold);
			snprintf(name, sizeof(name), "%s: ", v->name);
			row_describe(&r, name, NULL);
			two(&r, "", v->walker);
		}
}

/* What a page costs from one page to a GiB. */
static void scale_part(void)
{
	static const unsigned int shape[] = { ORDER0, PMD9 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(shape); i++) {
		unsigned long call;

		for (call = 1; call <= GIB; call *= 4) {
			struct row r = { .part = "scale", .shape = shape[i],
					 .placement = MEM_SHUFFLED };

			row_set_load(&r, call, row_flags[OP_GET], true);
			row_describe(&r, "cost: ", NULL);
			two(&r, SIMPLE_SAID, bench_simple);
		}
	}
}

/* A memmap of three times the last-level cache, and of 8 GiB at least. */
static unsigned long usual_pages(void)
{
	unsigned long pages = 1UL << 21;
	long cache = sysconf(_SC_LEVEL3_CACHE_SIZE);

	while (cache > 0 && pages * sizeof(struct page) < 3 * (unsigned long)cache)
		pages *= 2;
	return pages;
}

static unsigned long parse(int argc, char **argv)
{
	static const struct option options[] = {
		{ "only", 1, NULL, 'o' }, { "rounds", 1, NULL, 'r' }, { "pages", 1, NULL, 'p' },
		{ "quick", 0, NULL, 'q' }, { "list", 0, NULL, 'l' }, { "window", 1, NULL, 'w' },
		{ }
	};
	unsigned long pages = usual_pages();
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'o')
			row_options.only = optarg;
		else if (option == 'r')
			row_options.rounds = sim_number("user", optarg, 1, RUN_ROUNDS);
		else if (option == 'p')
			pages = sim_number("user", optarg, MAPPED, 1UL << 30);
		else if (option == 'w')
			row_options.window = sim_number("user", optarg, 1, GIB);
		else if (option == 'q')
			row_options.rounds = 3;
		else if (option == 'l')
			row_options.list = true;
		else
			exit(2);
	}
	if (optind < argc || pages & (pages - 1)) {
		fprintf(stderr, "user: '%s'? see the head of tests/bench/user.sh\n",
			optind < argc ? argv[optind] : "--pages is no power of two");
		exit(2);
	}
	return pages;
}

int main(int argc, char **argv)
{
	unsigned long pages = parse(argc, argv);

	mem_init(pages, MAPPED);
	run_init(MAPPED);
	if (!row_options.list && !check_walkers(MAPPED))
		return 1;
	if (BENCH_STAMPS || BENCH_STEPS) {
		irqs_part();
	} else {
		user_part();
		tunables();
		scale_part();
	}
	run_end();
	return 0;
}
