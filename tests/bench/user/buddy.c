// SPDX-License-Identifier: GPL-2.0
/*
 * buddy.c - which pages an allocator gives that has run for hours
 *
 * A buddy allocator as the kernel's: a list for each order, last in, first out; the
 * smallest block that will do is split, and what is freed is merged with its buddy. On
 * it processes grow side by side, end, and lose pages to reclaim where memory is
 * short, until all of memory was turned over several times. What a process gets
 * then are single pages from all over memory, and short runs.
 */
#include <stdlib.h>
#include "memory.h"

#define ORDERS		11
#define NONE		(~0U)
#define PROCESSES	1024
#define TURNOVER	2	/* how many times all of memory is allocated */
#define GROWTH		64	/* pages at a time, at most */
#define RECLAIMED	32	/* blocks at a time */

static u32 *next, *prev;	/* in a free list, or next of a process */
static unsigned char *state;	/* of a block's first page: its order, free or not */
#define FREE		0x80
#define USED		0x40
static u32 list[ORDERS];
static unsigned long left, all;
static u32 process[PROCESSES];

static void push(u32 pfn, unsigned int order)
{
	state[pfn] = FREE | order;
	prev[pfn] = NONE;
	next[pfn] = list[order];
	if (list[order] != NONE)
		prev[list[order]] = pfn;
	list[order] = pfn;
}

static void take_out(u32 pfn, unsigned int order)
{
	if (prev[pfn] == NONE)
		list[order] = next[pfn];
	else
		next[prev[pfn]] = next[pfn];
	if (next[pfn] != NONE)
		prev[next[pfn]] = prev[pfn];
	state[pfn] = 0;
}

/* NONE if there is none. */
static u32 try_alloc(unsigned int order)
{
	unsigned int at = order;
	u32 pfn;

	while (at < ORDERS && list[at] == NONE)
		at++;
	if (at == ORDERS)
		return NONE;
	pfn = list[at];
	take_out(pfn, at);
	while (at-- > order)
		push(pfn + (1U << at), at);
	state[pfn] = USED | order;
	left -= 1UL << order;
	return pfn;
}

void buddy_free(u32 pfn, unsigned int order)
{
	left += 1UL << order;
	state[pfn] = 0;
	while (order < ORDERS - 1) {
		u32 other = pfn ^ (1U << order);

		if (other >= all || state[other] != (FREE | order))
			break;
		take_out(other, order);
		pfn &= ~(1U << order);
		order++;
	}
	push(pfn, order);
}

/* Free some blocks of a process; false if it has none. */
static bool shrink(u32 *p, unsigned int blocks)
{
	bool any = *p != NONE;

	while (*p != NONE && blocks--) {
		u32 pfn = *p;

		*p = next[pfn];
		buddy_free(pfn, state[pfn] & ~USED);
	}
	return any;
}

static bool reclaim(void)
{
	unsigned int first = mem_random(PROCESSES), i;

	for (i = 0; i < PROCESSES; i++)
		if (shrink(&process[(first + i) % PROCESSES], RECLAIMED))
			return true;
	return false;
}

/* A machine in use keeps little free, but that. */
static void keep_reserve(void)
{
	while (left < all / 64 && reclaim())
		;
}

/* Mostly single pages; page tables, slabs and stacks are a few, a THP is one at a time. */
static unsigned int some_order(void)
{
	unsigned int chance = mem_random(1024);

	return chance < 960 ? 0 : chance < 1016 ? 1 + mem_random(3) : chance < 1023 ? 4 : 9;
}

/* Returns how much it got. */
static unsigned long grow(u32 *p)
{
	unsigned long size = 1 + mem_random(GROWTH), got = 0;

	while (got < size) {
		unsigned int order = some_order();
		u32 pfn = try_alloc(order);

		if (pfn == NONE)
			break;
		next[pfn] = *p;
		*p = pfn;
		got += 1UL << order;
	}
	return got;
}

void buddy_init(unsigned long nr_pages)
{
	unsigned long done = 0, pfn;

	all = nr_pages;
	next = mem_reserve(all * sizeof(*next));
	prev = mem_reserve(all * sizeof(*prev));
	state = mem_reserve(all);
	memset(list, 0xff, sizeof(list));
	memset(process, 0xff, sizeof(process));
	for (pfn = all; pfn; pfn -= 1UL << (ORDERS - 1))
		buddy_free(pfn - (1UL << (ORDERS - 1)), ORDERS - 1);
	while (done < TURNOVER * all) {
		u32 *p = &process[mem_random(PROCESSES)];

		/* Few live as long as the machine. */
		if (!mem_random(4096))
			shrink(p, ~0U);
		keep_reserve();
		done += grow(p);
	}
}

u32 buddy_alloc(unsigned int order)
{
	u32 pfn;

	keep_reserve();
	while ((pfn = try_alloc(order)) == NONE)
		if (!reclaim())
			abort();
	return pfn;
}
