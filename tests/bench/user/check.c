// SPDX-License-Identifier: GPL-2.0
/*
 * check.c - do all walkers take the same pages and references? Before it is timed.
 */
#include <stdio.h>
#include "run.h"
#include "rows.h"

#define PAGES	2048UL

/* What must be noticed: one page too early, and a reference too many. */
static int wrong_page(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	int ret = gup_fast_pages(start, nr, flags, pages);

	if (ret > 1)
		pages[ret - 1] = pages[ret - 2];
	return ret;
}

static int wrong_references(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	int ret = gup_fast_pages(start, nr, flags, pages);

	if (ret > 1)
		atomic_add(1, &page_folio(pages[0])->_refcount);
	return ret;
}

/* Take all in calls of @call pages. Returns what is wrong, or NULL. */
static const char *look(bench_walker walker, unsigned long call, unsigned int flags)
{
	unsigned long at, i;

	mem_renew(0, PAGES, false);
	for (at = 0; at < PAGES; at += call) {
		struct page **pages = run_call(walker, at, call, flags);

		if (!pages)
			return "not all are taken";
		for (i = 0; i < call; i++)
			if (pages[i] != mem_page(at + i))
				return "a page is not the one that is mapped";
	}
	return mem_check(0, PAGES, flags & FOLL_PIN);
}

static bool right(const char *who, bench_walker walker, unsigned long call, unsigned int flags)
{
	const char *wrong = look(walker, call, flags);

	if (wrong)
		fprintf(stderr, "user: %s, %lu a call, flags %x: %s\n", who, call, flags, wrong);
	return !wrong;
}

/* The shape and the placement are what is mapped. */
static bool check_shape(const struct bench_shape *shape)
{
	static const unsigned long call[] = { 1, 16, 512, PAGES };
	static const unsigned int flags[] = { FOLL_GET | FOLL_WRITE, FOLL_PIN | FOLL_WRITE };
	const struct bench_variant *v;
	unsigned int i;
	bool good = true;

	for (i = 0; i < 8 && good; i++) {
		const unsigned long n = call[i / 2];
		const unsigned int f = flags[i % 2];

		good &= right("the straightforward walker", bench_simple, n, f);
		if (shape->limit)
			good &= right("the limit", shape->limit, n, f);
		good &= right("ours", gup_fast_pages, n, f);
		for (v = bench_variants; v->walker; v++)
			good &= right(v->name, v->walker, n, f);
		if (n > 1 && (!look(wrong_page, n, f) || !look(wrong_references, n, f))) {
			fprintf(stderr, "user: what is wrong is not noticed\n");
			good = false;
		}
	}
	return good;
}

bool check_walkers(unsigned long mapped)
{
	const struct bench_shape *shape;
	enum mem_placement p;
	bool good = true;

	for (shape = bench_shapes; shape->mem.name && good; shape++)
		for (p = MEM_ORDERED; p <= MEM_SHUFFLED && good; p++) {
			mem_map(&shape->mem, p, mapped);
			if (!check_shape(shape)) {
				fprintf(stderr, "user: that was with %s\n", shape->mem.name);
				good = false;
			}
		}
	return good;
}
