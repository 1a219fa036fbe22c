// SPDX-License-Identifier: GPL-2.0
/*
 * main.c - the rows: what is timed, and what is said of it
 *
 * usage: user [--only PATTERN] [--rounds N] [--pages N] [--quick] [--list]
 */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "number.h"
#include "rows.h"
#include "run.h"

#define MAPPED		(1UL << 19)	/* two GiB: 2 calls for a GiB, several for less */
#define WINDOW		(1UL << 15)
#define HUGE_WINDOW	(1UL << 17)	/* some hundred huge leaves */
#define HOT_WINDOW	(1UL << 11)	/* 128 KiB of struct pages, 16 KiB of ptes */
#define GIB		(1UL << 18)

const struct bench_shape bench_shapes[] = {
	{ { "order 0", 0, SIM_PTE, false }, bench_limit_order0 },
	{ { "order 4 by ptes", 4, SIM_PTE, false }, bench_limit_order4 },
	{ { "order 9 by ptes", 9, SIM_PTE, false }, bench_limit_order9 },
	{ { "order 9 by pmd", 9, SIM_PMD, false }, bench_limit_pmd },
	{ { "hugetlb 2M", 9, SIM_PMD, true }, bench_limit_pmd },
	{ { "hugetlb 1G", 18, SIM_PUD, true }, NULL },
	{ .limit = NULL }
};

enum { ORDER0, ORDER4, PTES9, PMD9, HUGETLB2M, HUGETLB1G, USER_SHAPES = HUGETLB2M };

static const char *const placement_name[] = { "ordered", "shuffled", "aged" };
static const struct { const char *name; unsigned int flags; } op[] = {
	{ "get", FOLL_GET | FOLL_WRITE }, { "pin", FOLL_PIN | FOLL_WRITE },
};
static const struct { const char *name; unsigned int threads; bool same; } crew[] = {
	{ "1 thread", 1, false }, { "2 threads apart", 2, false },
	{ "2 threads on the same folios", 2, true },
};
static const unsigned long user_calls[] = { 1, 16, 512 };

/**
 * struct row - a line of the report, or several
 * @part: of the report
 * @shape: what is mapped
 * @placement: where
 * @load: what is done
 * @what: all of that, in words
 */
struct row {
	const char *part;
	unsigned int shape;
	enum mem_placement placement;
	struct run_load load;
	char what[128];
};

static const char *only = "*";
static unsigned int rounds = 15, done;
static bool list;
static FILE *out;

static bool wanted(const char *what, const char *against)
{
	static char all[256];

	snprintf(all, sizeof(all), "%s%s", what, against);
	return !fnmatch(only, all, 0);
}

static void say(const struct row *r, const char *goal, const char *against, const char *unit,
		const struct run_figure *before, const struct run_figure *after, const char *more)
{
	if (!wanted(r->what, against))
		return;
	if (list) {
		fprintf(out, "%s%s\n", r->what, against);
		return;
	}
	fprintf(out, "%s\t%s\tx86-64\t%s%s\t%s\t%.2f\t%.2f\t", r->part, goal, r->what, against,
		unit, before->median, after->median);
	fprintf(out, "before %.2f..%.2f, after %.2f..%.2f, %s\t", before->least, before->most,
		after->least, after->most, more);
	fprintf(out, "tests/bench/user.sh --only '%s%s' /dev/stdout\n", r->what, against);
	fflush(out);
}

/* Map what the row needs, unless it is there. */
static void prepare(const struct row *r)
{
	static unsigned int shape = ~0U;
	static enum mem_placement placement;

	if (list || (shape == r->shape && placement == r->placement))
		return;
	shape = r->shape;
	placement = r->placement;
	mem_map(&bench_shapes[shape].mem, placement, MAPPED);
}

static void progress(const struct row *r)
{
	if (!list && isatty(2))
		fprintf(stderr, "user: %u: %s\033[K\r", ++done, r->what);
	else if (!list && !(++done % 20))
		fprintf(stderr, "user: %u: %s\n", done, r->what);
}

static const char *in_rounds(const struct run_figure *before, const struct run_figure *after)
{
	static char text[64];

	snprintf(text, sizeof(text), "ratio of a round %.2f, %u rounds",
		 list ? 0 : run_ratio(after, before, rounds), rounds);
	return text;
}

#define SIMPLE_SAID	", against the straightforward walker"
#define LIMIT_SAID	", against the limit"

/* A row of the walkers against each other. */
static void compare(const struct row *r, const char *goal)
{
	const struct bench_shape *shape = &bench_shapes[r->shape];
	const bench_walker walker[] = { bench_simple, gup_fast_pages, shape->limit };
	struct run_figure figure[3];

	if (!wanted(r->what, SIMPLE_SAID) && !wanted(r->what, LIMIT_SAID))
		return;
	progress(r);
	prepare(r);
	if (!list)
		run_walkers(&r->load, MAPPED, rounds, walker, 3, figure);
	say(r, goal, SIMPLE_SAID, "ns/page", &figure[0], &figure[1],
	    in_rounds(&figure[0], &figure[1]));
	say(r, "limit", LIMIT_SAID, "ns/page", &figure[2], &figure[1],
	    in_rounds(&figure[2], &figure[1]));
}

static void describe(struct row *r, const char *before, const char *crew_name)
{
	snprintf(r->what, sizeof(r->what), "%s%s, %s, %s, %s, %lu a call%s%s", before,
		 bench_shapes[r->shape].mem.name, placement_name[r->placement],
		 r->load.cold ? "cold" : "hot", r->load.flags & FOLL_PIN ? "pin" : "get",
		 r->load.call, crew_name ? ", " : "", crew_name ? crew_name : "");
}

static void set_load(struct row *r, unsigned long call, unsigned int flags, bool cold)
{
	unsigned long pages = r->shape >= PMD9 ? HUGE_WINDOW : WINDOW;

	pages = call > pages ? call : pages;
	r->load = (struct run_load){ .flags = flags, .call = call, .nr = pages, .cold = cold,
				     .window = cold ? pages : HOT_WINDOW, .threads = 1 };
}

static void user_rows(struct row *r, bool cold)
{
	unsigned int c, o, t;

	for (t = 0; t < ARRAY_SIZE(crew); t++)
		for (c = 0; c < ARRAY_SIZE(user_calls); c++)
			for (o = 0; o < ARRAY_SIZE(op); o++) {
				bool scattered = r->placement != MEM_ORDERED && cold &&
						 r->shape == ORDER0 && user_calls[c] == 512;

				set_load(r, user_calls[c], op[o].flags, cold);
				r->load.threads = crew[t].threads;
				r->load.same = crew[t].same;
				describe(r, "", crew[t].name);
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
			const bench_walker walker[] = { v->walker, gup_fast_pages };
			struct row r = { .part = "user", .shape = tuned[i].shape,
					 .placement = tuned[i].placement };
			struct run_figure figure[2];
			char name[64];

			set_load(&r, tuned[i].call, op[tuned[i].op].flags, tuned[i].cold);
			snprintf(name, sizeof(name), "%s: ", v->name);
			describe(&r, name, NULL);
			if (!wanted(r.what, ""))
				continue;
			progress(&r);
			prepare(&r);
			if (!list)
				run_walkers(&r.load, MAPPED, rounds, walker, 2, figure);
			say(&r, "-", "", "ns/page", &figure[0], &figure[1],
			    in_rounds(&figure[0], &figure[1]));
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
			const bench_walker walker[] = { bench_simple, gup_fast_pages };
			struct run_figure figure[2];

			set_load(&r, call, op[0].flags, true);
			describe(&r, "cost: ", NULL);
			if (!wanted(r.what, SIMPLE_SAID))
				continue;
			progress(&r);
			prepare(&r);
			if (!list)
				run_walkers(&r.load, MAPPED, rounds, walker, 2, figure);
			say(&r, "-", SIMPLE_SAID, "ns/page", &figure[0], &figure[1],
			    in_rounds(&figure[0], &figure[1]));
		}
	}
}

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
		describe(r, kind[k].name, NULL);
		any |= wanted(r->what, SIMPLE_SAID);
	}
	if (!any)
		return;
	progress(r);
	prepare(r);
	if (!list) {
		stamps_run(bench_simple, r->load.call, r->load.flags, MAPPED, rounds, &before);
		stamps_run(gup_fast_pages, r->load.call, r->load.flags, MAPPED, rounds, &after);
	}
	for (k = 0; k < 2; k++) {
		char more[64];

		snprintf(more, sizeof(more), "%lu and %lu sections in %u rounds", before.sections,
			 after.sections, rounds);
		describe(r, kind[k].name, NULL);
		say(r, "-", SIMPLE_SAID, "ns", kind[k].longest ? &before.longest : &before.p999,
		    kind[k].longest ? &after.longest : &after.p999, more);
	}
}

static void stamps_part(void)
{
	static const unsigned int shape[] = { ORDER0, HUGETLB2M, HUGETLB1G };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(shape); i++) {
		unsigned long call;

		for (call = 1; call <= GIB; call *= 4) {
			struct row r = { .part = "scale", .shape = shape[i],
					 .placement = i ? MEM_ORDERED : MEM_SHUFFLED };

			set_load(&r, call, op[0].flags, true);
			stamps_row(&r);
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
		{ "quick", 0, NULL, 'q' }, { "list", 0, NULL, 'l' }, { }
	};
	unsigned long pages = usual_pages();
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'o')
			only = optarg;
		else if (option == 'r')
			rounds = sim_number("user", optarg, 1, RUN_ROUNDS);
		else if (option == 'p')
			pages = sim_number("user", optarg, MAPPED, 1UL << 30);
		else if (option == 'q')
			rounds = 3;
		else if (option == 'l')
			list = true;
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

	out = stdout;
	mem_init(pages, MAPPED);
	run_init(MAPPED);
	if (!list && !check_walkers(MAPPED))
		return 1;
	if (BENCH_STAMPS) {
		stamps_part();
	} else {
		user_part();
		tunables();
		scale_part();
	}
	run_end();
	return 0;
}
