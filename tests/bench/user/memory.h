/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memory.h - a process's page tables, and the pages that they map
 */
#ifndef _BENCH_MEMORY_H
#define _BENCH_MEMORY_H

/* Before the simulator's. */
#include "kernel.h"
#include "mm.h"

/* Where the process's memory begins. */
#define MEM_START	(1UL << 39)

/* Which pages a process got, one after the other. */
enum mem_placement { MEM_ORDERED, MEM_SHUFFLED, MEM_AGED, MEM_PLACEMENTS };

/**
 * struct mem_shape - of what size the folios are, and how they are mapped
 * @name: for the report
 * @order: of each folio
 * @level: of the entries
 * @hugetlb: they are hugetlb's
 */
struct mem_shape {
	const char *name;
	unsigned int order;
	enum sim_level level;
	bool hugetlb;
};

/* A machine of @nr_pages pages; its process can have @most. */
void mem_init(unsigned long nr_pages, unsigned long most);
/* Let the process have @nr pages of this shape, and nothing else. */
void mem_map(const struct mem_shape *shape, enum mem_placement placement, unsigned long nr);
/*
 * Nobody but the process has any of @nr pages from the @first on; if @cold, neither
 * they nor their ptes are in any cache.
 */
void mem_renew(unsigned long first, unsigned long nr, bool cold);
/* The page that is mapped as number @index. */
struct page *mem_page(unsigned long index);
/* Have all of them been taken once, and nothing else? Else says what is wrong. */
const char *mem_check(unsigned long first, unsigned long nr, bool pinned);

/* One of @n, the same in each run. */
unsigned int mem_random(unsigned int n);
/* Memory that is zero and costs nothing before it is used. */
void *mem_reserve(unsigned long bytes);

/*
 * buddy.c
 */
/* An allocator of @nr_pages that has been in use for long. */
void buddy_init(unsigned long nr_pages);
u32 buddy_alloc(unsigned int order);
void buddy_free(u32 pfn, unsigned int order);

#endif /* _BENCH_MEMORY_H */
