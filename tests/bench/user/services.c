// SPDX-License-Identifier: GPL-2.0
/*
 * services.c - what the walkers' kernel has out of line
 */
#include <stdio.h>
#include <stdlib.h>
#include "kernel.h"

/* What a CPU counts for itself until it is worth a shared cache line. */
#define COUNT_AT_MOST	125

static long counter[SIM_COUNTERS];

void sim_violation(const char *what)
{
	fprintf(stderr, "user: %s\n", what);
	exit(2);
}

bool sim_warned(const char *what)
{
	sim_violation(what);
	return true;
}

void mod_node_page_state(int nid, int item, long delta)
{
	long sum = bench_cpu.pins[item] + delta;

	if (unlikely(sum > COUNT_AT_MOST || sum < -COUNT_AT_MOST)) {
		__atomic_fetch_add(&counter[item], sum, __ATOMIC_RELAXED);
		sum = 0;
	}
	bench_cpu.pins[item] = sum;
}

void folio_put_refs(struct folio *folio, int refs)
{
	if (atomic_sub_return(refs, &folio->_refcount) <= 0)
		sim_violation("a page is freed that is mapped");
}

void gup_put_folio(struct folio *folio, int refs, unsigned int flags)
{
	if (flags & FOLL_PIN) {
		mod_node_page_state(folio_nid(folio), NR_FOLL_PIN_RELEASED, refs);
		if (folio_test_large(folio))
			atomic_add(-refs, gup_pincount(folio));
		else
			refs *= GUP_PIN_COUNTING_BIAS;
	}
	folio_put_refs(folio, refs);
}

void sanity_check_pinned_pages(struct page **pages, unsigned long npages)
{
}

long sim_slow(unsigned long start, unsigned long nr_pages, struct page **pages,
	      unsigned int flags)
{
	return -EFAULT;
}

struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *known)
{
	return NULL;
}

void put_dev_pagemap(struct dev_pagemap *pgmap)
{
}
