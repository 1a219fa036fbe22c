// SPDX-License-Identifier: GPL-2.0
/*
 * services.c - what else the walker's kernel has: the slow path, devices, counters;
 * and what was found to be wrong
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "sched.h"

struct dev_pagemap sim_pgmap;
long sim_slow_result;
int sim_slow_calls;
unsigned long sim_slow_start, sim_slow_pages;
struct page **sim_slow_array;
unsigned int sim_slow_flags;
int sim_counted, sim_checked_calls;
struct page **sim_checked;
unsigned long sim_checked_pages;
unsigned long sim_access_end = TASK_SIZE_MAX;
static long counter[2][SIM_COUNTERS];
static const char *failed;
static int warnings;
static bool expect_warning;

const char *sim_format(const char *format, ...)
{
	static __thread char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return text;
}

void sim_violation(const char *what)
{
	const char *none = NULL;
	char *copy = strdup(what);

	if (!__atomic_compare_exchange_n(&failed, &none, copy, false, __ATOMIC_SEQ_CST,
					 __ATOMIC_SEQ_CST))
		free(copy);
}

/* On stdout, which is TAP: the test that has no result by then is the next one. */
void sim_die(const char *why)
{
	printf("# the simulator gives up, layout %s: %s\n", sim_layout.name, why);
	fflush(stdout);
	abort();
}

const char *sim_what_failed(void)
{
	return __atomic_load_n(&failed, __ATOMIC_SEQ_CST);
}

bool sim_warned(const char *what)
{
	__atomic_fetch_add(&warnings, 1, __ATOMIC_RELAXED);
	if (!expect_warning)
		sim_violation(sim_format("warning: %s", what));
	return true;
}

int sim_warnings(void)
{
	return warnings;
}

void sim_expect_warning(bool expect)
{
	expect_warning = expect;
}

void gup_put_folio(struct folio *folio, int refs, unsigned int flags)
{
	if (flags & FOLL_PIN) {
		if (is_zero_page(&folio->page) && !SIM_PINS_ZERO_PAGE)
			return;
		mod_node_page_state(folio_nid(folio), NR_FOLL_PIN_RELEASED, refs);
		if (folio_has_pincount(folio))
			atomic_add(-refs, &folio->_pincount);
		else
			refs *= GUP_PIN_COUNTING_BIAS;
	}
	folio_put_refs(folio, refs);
}

void sanity_check_pinned_pages(struct page **pages, unsigned long npages)
{
	sim_checked_calls++;
	sim_checked = pages;
	sim_checked_pages = npages;
}

long sim_slow(unsigned long start, unsigned long nr, struct page **pages, unsigned int flags)
{
	if (sim_irqs_disabled())
		sim_violation("the slow path is run with interrupts off");
	sim_slow_calls++;
	sim_slow_start = start;
	sim_slow_array = pages;
	sim_slow_pages = nr;
	sim_slow_flags = flags;
	return sim_slow_result;
}

#ifdef HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
int arch_make_page_accessible(struct page *page)
{
	return test_bit(PG_inaccessible, &page->flags) ? -EACCES : 0;
}

/* All of it; the first pages are those that a test marks. */
int arch_make_folio_accessible(struct folio *folio)
{
	unsigned long i;
	int ret = 0;

	for (i = 0; i < folio_nr_pages(folio) && i < 8 && !ret; i++)
		ret = arch_make_page_accessible(nth_page(&folio->page, i));
	return ret;
}
#endif

struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *known)
{
	(void)known;
	if (sim_is_walker())
		sim_point();
	if (!test_bit(PG_device, &page_folio(pfn_to_page(pfn))->flags) ||
	    __atomic_load_n(&sim_pgmap.dying, __ATOMIC_SEQ_CST))
		return NULL;
	atomic_add(1, &sim_pgmap.users);
	return &sim_pgmap;
}

void put_dev_pagemap(struct dev_pagemap *pgmap)
{
	if (atomic_sub_return(1, &pgmap->users) < 0)
		sim_violation("a pagemap is given back more than once");
}

void mod_node_page_state(int nid, int item, long delta)
{
	__atomic_fetch_add(&counter[nid][item], delta, __ATOMIC_RELAXED);
	__atomic_fetch_add(&sim_counted, 1, __ATOMIC_RELAXED);
}

long sim_node_counter(int nid, int item)
{
	return counter[nid][item];
}

long sim_counter(int item)
{
	return counter[0][item] + counter[1][item];
}

void sim_services_reset(void);
void sim_services_reset(void)
{
	memset(counter, 0, sizeof(counter));
	memset(&sim_pgmap, 0, sizeof(sim_pgmap));
	free((void *)failed);
	failed = NULL;
	warnings = 0;
	expect_warning = false;
	sim_slow_result = -EFAULT;
	sim_slow_calls = 0;
	sim_counted = 0;
	sim_checked_calls = 0;
	sim_access_end = TASK_SIZE_MAX;
}
