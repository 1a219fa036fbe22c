/* SPDX-License-Identifier: GPL-2.0 */
/*
 * free.h - walkers and the rest of the kernel, as threads that run freely
 */
#ifndef _SIM_FREE_H
#define _SIM_FREE_H

#include "mm.h"

#define FREE_MAX_WALKERS	8

/*
 * threads.c: who runs
 */
/* This thread is a CPU that walks, or with -1 one of the others; then the end of it. */
void sim_thread_begins(int walker, u64 seed);
void sim_thread_ends(void);
/* One of @n, as this thread's seed has it. */
unsigned int sim_random(unsigned int n);
/* The mm's lock: mutators and checks; nobody waits for long while others take it again. */
void sim_lock(void);
void sim_unlock(void);
bool sim_stopping(void);
void sim_stop(void);
/* Every table that was to be freed is. */
void sim_rcu_end(void);
void sim_check_cpus(void);

/*
 * free_pages.c: memory is scarce, so that it is soon reused
 */
void free_pages_init(void);
/* NULL if there is none just now. The folio has one reference. */
struct folio *free_alloc(unsigned int order, struct address_space *mapping);

/* free_tables.c */
void free_tables_init(void);

/*
 * free_process.c, free_ops.c, free_huge.c: the process, and what happens to it.
 * Under sim_lock().
 */
/* A region is what an entry at pmd maps; ptes are used at its start and end. */
#define FREE_REGIONS	3
#define FREE_EDGE	8
#define FREE_SLOTS	(2 * FREE_EDGE)

/**
 * struct free_slot - an entry, as it must be
 * @page: the first page that it maps; NULL for none
 * @kind: what it is
 */
struct free_slot {
	struct page *page;
	const char *kind;
};

/**
 * struct free_region - what is mapped there
 * @addr: where it begins
 * @tabled: there is a table of ptes
 * @huge: or one huge page
 * @slot: the first and last ptes
 */
struct free_region {
	unsigned long addr;
	bool tabled;
	struct free_slot huge;
	struct free_slot slot[FREE_SLOTS];
};
extern struct free_region free_region[FREE_REGIONS];
extern struct folio *free_common;	/* KSM's */
/* Of a table that another process shares, and of a leaf above; 0: the layout has none. */
extern unsigned long free_shared_addr, free_giant_addr;

struct free_op {
	const char *name;
	bool (*run)(void);	/* false: there was nothing to do it to */
	unsigned int weight;
};
extern const struct free_op free_huge_ops[], free_pte_ops[];

void free_ops_init(void);
unsigned long free_addr(const struct free_region *r, int slot);
bool free_is_anon(struct folio *folio);
/* Make an entry absent in this way if the layout knows it, and flush. */
void free_hide(unsigned long addr, enum sim_level level, const char *how, struct page *page);
/* Remember that the child has a reference too; false if it has enough. */
bool free_child_gets(struct folio *folio);
/* False if there were none. */
bool free_children_exit(void);
/* Free the tables below @addr's entry at @level and further up, while they are empty. */
void free_tables(unsigned long addr, enum sim_level level);
/* Empty a region, its table too. */
void free_zap(struct free_region *r);
/* Give all back. */
void free_process_end(void);
void free_huge_end(void);

/*
 * free_walk.c: the walkers
 */
struct free_count {
	unsigned long calls, pages, checked, inconclusive;
};
/* Until sim_stopping(). */
void free_walk(struct free_count *count);

#endif /* _SIM_FREE_H */
