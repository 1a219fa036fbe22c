// SPDX-License-Identifier: GPL-2.0
/*
 * history.c - what was mapped when, so that a page that a walker got can be judged
 * when all is over
 */
#include <stdlib.h>
#include "history.h"

/* How many entries that are no more are remembered. */
#define HISTORY		(IS_ENABLED(SIM_ENDLESS) ? 32768 : 1024)

struct record {
	unsigned long addr, size;
	struct page *page;
	int allows;
	unsigned int generation;
	unsigned long from, until;
};
static struct record *opened, closed[HISTORY];	/* the latter in the order of @until */
static unsigned int nr_open, max_open;
static unsigned long nr_closed;
static unsigned long now, forgotten;

void sim_tick(void)
{
	__atomic_store_n(&now, now + 1, __ATOMIC_RELEASE);
}

void sim_history_close(unsigned long addr, unsigned long size, unsigned long before)
{
	unsigned int i = 0;

	while (i < nr_open) {
		struct record *r = &opened[i], *old = &closed[nr_closed % HISTORY];

		if (r->from >= before || r->addr >= addr + size || addr >= r->addr + r->size) {
			i++;
			continue;
		}
		if (nr_closed++ >= HISTORY)
			forgotten = old->until + 1;
		*old = *r;
		old->until = now;
		*r = opened[--nr_open];
	}
}

void sim_history_open(unsigned long addr, unsigned long size, struct page *page, int allows)
{
	if (nr_open == max_open) {
		max_open = max_open ? max_open * 2 : 1024;
		opened = realloc(opened, max_open * sizeof(*opened));
		if (!opened)
			sim_die("no memory to note what is mapped");
	}
	sim_tick();
	opened[nr_open++] = (struct record){
		addr, size, page, allows, page->generation, now, ~0UL
	};
}

void sim_history_again(unsigned long start, unsigned long size, unsigned long when)
{
	unsigned long i;

	for (i = nr_closed; i && i + HISTORY > nr_closed; i--) {
		const struct record *r = &closed[(i - 1) % HISTORY];

		if (r->until < when)
			break;
		if (r->until == when && r->addr - start < size)
			sim_history_open(r->addr, r->size, r->page, r->allows);
	}
}

unsigned long sim_now(void)
{
	return __atomic_load_n(&now, __ATOMIC_ACQUIRE);
}

static bool maps(const struct record *r, unsigned long addr, const struct page *page,
		 unsigned int generation, bool write)
{
	return addr - r->addr < r->size && r->allows & (write ? SIM_WRITE : SIM_READ) &&
	       page == nth_page(r->page, (addr - r->addr) >> PAGE_SHIFT) &&
	       (generation == r->generation || !generation);
}

bool sim_was_mapped_then(unsigned long addr, const struct page *page, unsigned int generation,
			 bool write, unsigned long since)
{
	unsigned long i;

	for (i = 0; i < nr_open; i++)
		if (maps(&opened[i], addr, page, generation, write))
			return true;
	for (i = nr_closed; i && i + HISTORY > nr_closed; i--) {
		const struct record *r = &closed[(i - 1) % HISTORY];

		if (r->until < since)
			return false;
		if (maps(r, addr, page, generation, write))
			return true;
	}
	return false;
}

bool sim_remembers(unsigned long since)
{
	return since >= forgotten;
}

bool sim_was_mapped(unsigned long addr, const struct page *page, bool write, unsigned long since)
{
	return !sim_remembers(since) ||
	       sim_was_mapped_then(addr, page, page->generation, write, since);
}

void sim_history_reset(void)
{
	nr_open = 0;
	nr_closed = 0;
	now = 0;
	forgotten = 0;
}
