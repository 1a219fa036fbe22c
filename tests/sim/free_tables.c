// SPDX-License-Identifier: GPL-2.0
/*
 * free_tables.c - what becomes of freed page tables: traps for a while, then
 * tables again
 *
 * No access of the walker is watched here, so whoever still reads a freed table
 * must find out by what stands there: leaves of frames that are no memory, or
 * where there can be no leaf, a table that is freed for good. Both are noticed
 * as soon as they are looked up.
 */
#include <pthread.h>
#include <stdlib.h>
#include "free.h"

#define LEVELS		5
#define QUARANTINE	32

struct link { struct link *next; void *table; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct link *first[LEVELS], **last[LEVELS];
static unsigned int nr[LEVELS];
static void *nowhere;

static void set_trap(void *table)
{
	enum sim_level level = sim_table_level(table);
	struct page *none = sim_pages - (1UL << sim_order(level));
	unsigned int i;

	for (i = 0; i < sim_layout.level[level].entries; i++)
		if (sim_has(level, "rw"))
			sim_table_fill(table, level, i, "rw", none);
		else if (table != nowhere)
			sim_table_point(table, level, i, nowhere);
}

void free_tables_init(void)
{
	nowhere = sim_table_new(SIM_PTE);
	sim_table_poison(nowhere);
}

/* Maybe in RCU's own thread. */
void sim_table_gone(void *table)
{
	enum sim_level level = sim_table_level(table);
	struct link *l;

	set_trap(table);
	if (table == nowhere)
		return;
	l = malloc(sizeof(*l));
	if (!l)
		sim_die("no memory to note which tables are free");
	*l = (struct link){ .table = table };
	pthread_mutex_lock(&lock);
	if (!first[level])
		last[level] = &first[level];
	*last[level] = l;
	last[level] = &l->next;
	nr[level]++;
	pthread_mutex_unlock(&lock);
}

void *sim_table_again(enum sim_level level)
{
	struct link *l = NULL;
	unsigned int i;
	void *table;

	pthread_mutex_lock(&lock);
	if (nr[level] > QUARANTINE) {
		l = first[level];
		first[level] = l->next;
		nr[level]--;
	}
	pthread_mutex_unlock(&lock);
	if (!l)
		return NULL;
	table = l->table;
	free(l);
	for (i = 0; i < sim_layout.level[level].entries; i++)
		sim_table_wipe(table, level, i);
	return table;
}
