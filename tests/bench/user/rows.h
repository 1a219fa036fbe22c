/* SPDX-License-Identifier: GPL-2.0 */
/*
 * rows.h - what there is to be compared
 */
#ifndef _BENCH_ROWS_H
#define _BENCH_ROWS_H

#include "memory.h"
#include "walkers.h"

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

#endif /* _BENCH_ROWS_H */
