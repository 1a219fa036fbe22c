// SPDX-License-Identifier: GPL-2.0
/*
 * memory.c - page tables out of the layout's rows, and a memmap
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "memory.h"

#define CACHE_LINE	64
#define TABLES		(32UL << 20)

struct page *bench_memmap, *sim_zero_page;
char *bench_direct_map;
struct mm_struct sim_mm;
static unsigned long nr_pages, nr_mapped, tables_end;
static const struct mem_shape *mapped;
static enum mem_placement placed;
static u32 *block;	/* the first frame of each folio that is mapped */
static u32 *pool;	/* those that a shuffled process can get */
static bool aged;

unsigned int mem_random(unsigned int n)
{
	static u64 state = 88172645463325252ULL;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (state >> 32) * n >> 32;
}

void *mem_reserve(unsigned long bytes)
{
	void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory == MAP_FAILED) {
		perror("user: mmap");
		exit(2);
	}
	/* As a kernel's direct map and memmap; else it is TLB misses that are timed. */
	madvise(memory, bytes, MADV_HUGEPAGE);
	return memory;
}

void mem_init(unsigned long pages, unsigned long most)
{
	nr_pages = pages;
	bench_memmap = mem_reserve((pages + 1) * sizeof(struct page));
	sim_zero_page = bench_memmap + pages;
	bench_direct_map = mem_reserve(TABLES);
	block = mem_reserve(most * sizeof(*block));
	pool = mem_reserve(pages * sizeof(*pool));
}

static u64 bits_of(enum sim_level level, const char *kind)
{
	int i;

	for (i = 0; i < sim_layout.made; i++)
		if (sim_layout.make[i].level == level && !strcmp(sim_layout.make[i].kind, kind))
			return sim_layout.make[i].bits;
	abort();
}

static u64 *table_slot(u64 table, unsigned long addr, enum sim_level level)
{
	u64 *slots = (u64 *)(bench_direct_map + (table & sim_layout.frame_mask));

	return slots + ((addr >> sim_layout.level[level].shift) &
			(sim_layout.level[level].entries - 1));
}

static u64 table_new(void)
{
	u64 table = tables_end;

	tables_end += PAGE_SIZE;
	if (tables_end > TABLES)
		abort();
	memset(bench_direct_map + table, 0, PAGE_SIZE);
	return table;
}

/* Where @addr's entry at @level stands; what is missing above is built. */
static u64 *slot_of(unsigned long addr, enum sim_level level)
{
	enum sim_level at;
	u64 table = 0;

	for (at = SIM_PGD; at != level; at--) {
		u64 *slot = table_slot(table, addr, at);

		if (at == SIM_HUGEPTE || sim_layout.level[at].folded)
			continue;
		if (!*slot)
			*slot = table_new() | sim_layout.level[at].table;
		table = *slot;
	}
	return table_slot(table, addr, level);
}

static void init_folio(struct page *page)
{
	unsigned long i;

	page->flags = 1UL << PG_referenced | 1UL << PG_anon_exclusive;
	page->mapping = SIM_ANON;
	if (!mapped->order)
		return;
	page->flags |= 1UL << PG_head;
	if (mapped->hugetlb)
		page->flags |= 1UL << PG_hugetlb;
	page[1].order = mapped->order;
	for (i = 1; i < 1UL << mapped->order; i++)
		page[i].compound_head = (unsigned long)page | 1;
}

static unsigned long nr_blocks(void)
{
	return nr_mapped >> mapped->order;
}

static void unmap_all(void)
{
	unsigned long i;

	for (i = 0; mapped && i < nr_blocks(); i++) {
		memset(bench_memmap + block[i], 0, sizeof(struct page) << mapped->order);
		if (placed == MEM_AGED)
			buddy_free(block[i], mapped->order);
	}
	tables_end = 0;
	sim_mm.pgd = (pgd_t *)(bench_direct_map + table_new());
}

static void place(void)
{
	unsigned long all = nr_pages >> mapped->order, i;

	if (placed == MEM_AGED && !aged) {
		buddy_init(nr_pages);
		aged = true;
	}
	for (i = 0; placed == MEM_SHUFFLED && i < all; i++)
		pool[i] = i << mapped->order;
	for (i = 0; i < nr_blocks(); i++) {
		if (placed == MEM_ORDERED) {
			block[i] = i << mapped->order;
		} else if (placed == MEM_AGED) {
			block[i] = buddy_alloc(mapped->order);
		} else {
			unsigned long other = i + mem_random(all - i);

			block[i] = pool[other];
			pool[other] = pool[i];
		}
	}
}

void mem_map(const struct mem_shape *shape, enum mem_placement placement, unsigned long nr)
{
	const u64 bits = bits_of(shape->level, "rw");
	const unsigned long step = 1UL << sim_order(shape->level);
	unsigned long i;

	unmap_all();
	mapped = shape;
	placed = placement;
	nr_mapped = nr;
	place();
	for (i = 0; i < nr_blocks(); i++)
		init_folio(bench_memmap + block[i]);
	for (i = 0; i < nr; i += step)
		*slot_of(MEM_START + (i << PAGE_SHIFT), shape->level) =
			bits | page_to_pfn(mem_page(i)) << sim_layout.frame_shift;
	mem_renew(0, nr, false);
}

struct page *mem_page(unsigned long index)
{
	unsigned long folio = index >> mapped->order;

	return bench_memmap + block[folio] + (index - (folio << mapped->order));
}

static void evict(const void *address)
{
	__asm__ __volatile__("clflush %0" : : "m" (*(const char *)address) : "memory");
}

void mem_renew(unsigned long first, unsigned long nr, bool cold)
{
	const unsigned long line = CACHE_LINE / sizeof(u64) << sim_order(mapped->level);
	unsigned long i;

	for (i = first & ~((1UL << mapped->order) - 1); i < first + nr; i += 1UL << mapped->order) {
		struct page *page = mem_page(i);

		atomic_set(&page->_refcount, 1);
		if (mapped->order)
			atomic_set(&page[1]._pincount, 0);
	}
	if (!cold)
		return;
	for (i = first; i < first + nr; i++)
		evict(mem_page(i));
	for (i = first; i < first + nr; i += line)
		evict(slot_of(MEM_START + (i << PAGE_SHIFT), mapped->level));
	smp_mb();
}

const char *mem_check(unsigned long first, unsigned long nr, bool pinned)
{
	const int pages = min(1UL << mapped->order, nr);
	const int refs = 1 + (pinned && !mapped->order ? GUP_PIN_COUNTING_BIAS : pages);
	unsigned long i;

	for (i = first; i < first + nr; i += pages) {
		struct page *page = mem_page(i);

		if (atomic_read(&page->_refcount) != refs)
			return "a folio has not as many references as were to be taken";
		if (mapped->order && atomic_read(&page[1]._pincount) != (pinned ? pages : 0))
			return "a folio has not as many pins as were to be taken";
	}
	return NULL;
}
