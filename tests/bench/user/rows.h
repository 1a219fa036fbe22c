/* SPDX-License-Identifier: GPL-2.0 */
/*
 * rows.h - what there is to be compared, and a line of the report for each
 */
#ifndef _BENCH_ROWS_H
#define _BENCH_ROWS_H

#include "memory.h"
#include "run.h"
#include "walkers.h"

#define MAPPED		(1UL << 19)	/* two GiB: 2 calls for a GiB, several for less */
#define GIB		(1UL << 18)

/**
 * struct bench_shape - folios as they are mapped
 * @mem: how
 * @limit: the limit loop for them
 */
struct bench_shape {
	struct mem_shape mem;
	bench_walker limit;
};
extern const struct bench_shape bench_shapes[];

/* Which one of them. */
enum { ORDER0, ORDER4, PTES9, PMD9, HUGETLB2M, HUGETLB1G, USER_SHAPES = HUGETLB2M };

/**
 * struct bench_variant - our walker with one of its tunables at another value
 * @name: which, and what it is
 * @walker: such a one
 */
struct bench_variant {
	const char *name;
	bench_walker walker;
};
extern const struct bench_variant bench_variants[];

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

/**
 * struct row_options - what the command line says of all rows
 * @only: which are wanted, as a shell's pattern
 * @rounds: how often each is measured
 * @window: pages that are taken with interrupts off, unless a call has more
 * @list: say which there are, and measure none
 */
struct row_options {
	const char *only;
	unsigned int rounds;
	unsigned long window;
	bool list;
};
extern struct row_options row_options;

/* Get and pin, for writing. */
enum { OP_GET, OP_PIN, OPS };
extern const unsigned int row_flags[OPS];

/* What a row is said to be against. */
#define SIMPLE_SAID	", against the straightforward walker"
#define LIMIT_SAID	", against the limit"

/* rows.c */
void row_set_load(struct row *r, unsigned long call, unsigned int flags, bool cold);
/* What all of it is, after @before; @crew is who does it, or NULL. */
void row_describe(struct row *r, const char *before, const char *crew);
bool row_wanted(const struct row *r, const char *against);
void row_progress(const struct row *r);
/* Map what the row needs, unless it is there. */
void row_prepare(const struct row *r);
/* A line of the report; @more is said behind the spread. */
void row_say(const struct row *r, const char *goal, const char *against, const char *unit,
	     const struct run_figure *before, const struct run_figure *after, const char *more);

/* irqs.c: how long interrupts are off. */
void irqs_part(void);

#endif /* _BENCH_ROWS_H */
