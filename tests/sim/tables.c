// SPDX-License-Identifier: GPL-2.0
/*
 * tables.c - page tables in memory, in the layout of an architecture
 *
 * Raw entries and the layout's rows, no accessor of <asm/pgtable.h>: what the
 * walker reads is not written by what it reads with.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include "history.h"

#define ARENA		(32UL << 20)
#define TABLE_PHYS	(64UL << 20)	/* where tables are, physically; pages are elsewhere */
#define UNIT		256UL	/* the smallest table: powerpc's, of 32 ptes */

struct table {
	unsigned int units;
	enum sim_level level;
	bool freed;
};

struct mm_struct sim_mm;
static char *arena;
static unsigned int used_units;
static struct table table_at[ARENA / UNIT];	/* by first unit */
static unsigned int head_of[ARENA / UNIT];	/* first unit of the table that a unit is of */

/* Slots that were written since the last reset. */
static void **dirty;
static unsigned int nr_dirty, max_dirty;

static unsigned long unhung;	/* when a table was, last */
bool sim_no_table;
static int kmapped;	/* tables of ptes, with HIGHPTE */

/* "cont-" is one of a contiguous block; what follows "rw" or "ro" is a nuance. */
int sim_kind_allows(const char *kind)
{
	if (!strncmp(kind, "cont-", 5))
		kind += 5;
	if (!strncmp(kind, "rw", 2))
		return SIM_READ | SIM_WRITE;
	if (!strncmp(kind, "ro", 2))
		return SIM_READ;
	if (!strcmp(kind, "device"))
		return SIM_READ | SIM_WRITE | SIM_DEVICE;
	return 0;
}

int sim_kind_block(const char *kind)
{
	int i;

	for (i = 0; i < sim_layout.made; i++)
		if (!strcmp(sim_layout.make[i].kind, kind))
			return sim_layout.make[i].block;
	return 0;
}

static const u64 *bits_of(enum sim_level level, const char *kind)
{
	int i;

	for (i = 0; i < sim_layout.made; i++)
		if (sim_layout.make[i].level == level && !strcmp(sim_layout.make[i].kind, kind))
			return &sim_layout.make[i].bits;
	return NULL;
}

bool sim_has(enum sim_level level, const char *kind)
{
	return sim_layout.level[level].leaf && bits_of(level, kind);
}

enum sim_level sim_above(enum sim_level level)
{
	if (level == SIM_HUGEPTE)
		return sim_layout.hugepd;
	do
		level++;
	while (level == SIM_HUGEPTE || (level < SIM_PGD && sim_layout.level[level].folded));
	return level;
}

/* The level of the next table on the way from a real one down to @to. */
static enum sim_level below(enum sim_level at, enum sim_level to)
{
	if (to == SIM_HUGEPTE && at == sim_layout.hugepd)
		return to;
	do
		at--;
	while (at == SIM_HUGEPTE || sim_layout.level[at].folded);
	return at;
}

/* The entry of a folded level is that of the next level above that is none. */
static enum sim_level real_level(enum sim_level level)
{
	while (sim_layout.level[level].folded)
		level++;
	return level;
}

static void arena_init(void)
{
	arena = mmap(NULL, ARENA, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (arena == MAP_FAILED)
		abort();
}

/* free_tables.c has some that get tables back. */
__attribute__((weak)) void sim_table_gone(void *table) { }
__attribute__((weak)) void *sim_table_again(enum sim_level level) { return NULL; }

static struct table *table_of(const void *table)
{
	return &table_at[READ_ONCE(head_of[((const char *)table - arena) / UNIT])];
}

void *sim_table_new(enum sim_level level)
{
	unsigned long bytes = (unsigned long)sim_layout.level[level].entries * sim_layout.entry;
	const u64 mask = sim_layout.table_mask;
	/* As an entry can say it; what is below that may be a bit with a meaning. */
	unsigned long finest = mask ? mask & -mask : PAGE_SIZE;
	unsigned long align = bytes < finest ? finest : bytes;
	unsigned int units = align / UNIT, first = (used_units + units - 1) / units * units, i;
	void *again = sim_table_again(level);

	if (again) {
		WRITE_ONCE(table_of(again)->freed, false);
		return again;
	}
	if (first + units > ARENA / UNIT)
		abort();
	WRITE_ONCE(used_units, first + units);
	table_at[first].units = units;
	table_at[first].level = level;
	WRITE_ONCE(table_at[first].freed, false);
	for (i = 0; i < units; i++)
		WRITE_ONCE(head_of[first + i], first);
	return arena + first * UNIT;
}

bool sim_is_table(const void *address, bool *freed)
{
	unsigned long offset = (const char *)address - arena;

	if ((const char *)address < arena || offset >= READ_ONCE(used_units) * UNIT)
		return false;
	*freed = READ_ONCE(table_of(address)->freed);
	return true;
}

void *sim_table_at(u64 entry)
{
	u64 phys = sim_layout.table_mask ? (entry & sim_layout.table_mask) - sim_layout.table_base :
		   ((entry & sim_layout.frame_mask) >> sim_layout.frame_shift) << PAGE_SHIFT;
	bool freed;

	sim_lag();
	if (phys < TABLE_PHYS || !sim_is_table(arena + (phys - TABLE_PHYS), &freed)) {
		static u64 nothing[8192];

		sim_violation(sim_format("entry %llx is followed, and points at no table",
					 (unsigned long long)entry));
		return nothing;
	}
	if (freed)
		sim_violation("a freed table is followed");
	return arena + (phys - TABLE_PHYS);
}

static u64 load(void *slot)
{
	if (sim_layout.entry == 4)
		return *(u32 *)slot;
	return sim_layout.big ? __builtin_bswap64(*(u64 *)slot) : *(u64 *)slot;
}

static void note_dirty(void *slot)
{
	if (nr_dirty == max_dirty) {
		max_dirty = max_dirty ? max_dirty * 2 : 4096;
		dirty = realloc(dirty, max_dirty * sizeof(*dirty));
		if (!dirty)
			abort();
	}
	dirty[nr_dirty++] = slot;
}

/*
 * As a kernel does: whole where the CPU can, else so that the half with the
 * present bit is the first to go and the last to come.
 */
static void store(void *slot, u64 val)
{
	u32 *half = slot;

	if (!IS_ENABLED(SIM_ENDLESS) && !load(slot))
		note_dirty(slot);
	if (sim_layout.entry == 4) {
		WRITE_ONCE(*half, (u32)val);
	} else if (!sim_layout.split) {
		u64 stored = sim_layout.big ? __builtin_bswap64(val) : val;

		WRITE_ONCE(*(u64 *)slot, stored);
	} else if (!val) {
		WRITE_ONCE(half[0], 0);
		sim_step();
		WRITE_ONCE(half[1], 0);
	} else {
		/* One that is present is cleared first, unless a bit of the lower half changes. */
		if (half[1] != (u32)(val >> 32)) {
			WRITE_ONCE(half[0], 0);
			sim_step();
			WRITE_ONCE(half[1], (u32)(val >> 32));
			sim_step();
		}
		WRITE_ONCE(half[0], (u32)val);
	}
}

void *sim_slot(unsigned long addr, enum sim_level level)
{
	enum sim_level at = SIM_PGD;
	char *table = (char *)sim_mm.pgd;

	for (level = real_level(level);; at = below(at, level)) {
		unsigned int index;
		void *slot;

		index = (addr >> sim_layout.level[at].shift) & (sim_layout.level[at].entries - 1);
		slot = table + index * sim_layout.entry;
		if (at == level)
			return slot;
		if (!load(slot))
			return NULL;
		table = sim_table_at(load(slot));
	}
}

static u64 table_entry(enum sim_level level, void *table)
{
	bool hugepd = table_of(table)->level == SIM_HUGEPTE;
	u64 phys = TABLE_PHYS + ((char *)table - arena);
	u64 bits = hugepd ? sim_layout.hugepd_bits : sim_layout.level[level].table;

	if (sim_layout.table_mask)
		return (phys + sim_layout.table_base) | bits;
	return (phys >> PAGE_SHIFT << sim_layout.frame_shift) | bits;
}

void sim_table_hang(unsigned long addr, enum sim_level level, void *table)
{
	sim_tick();
	store(sim_slot(addr, level), table_entry(real_level(level), table));
}

void *sim_table_unhang(unsigned long addr, enum sim_level level)
{
	void *slot = sim_slot(addr, level), *table = sim_table_at(load(slot));

	store(slot, 0);
	sim_tick();
	sim_history_close(addr & ~(sim_size(level) - 1), sim_size(level), ~0UL);
	unhung = sim_now();
	return table;
}

void sim_table_rehang(unsigned long addr, enum sim_level level, void *table)
{
	sim_table_hang(addr, level, table);
	/* What was mapped when it was unhung is so again. */
	sim_history_again(addr & ~(sim_size(level) - 1), sim_size(level), unhung);
}

void sim_table_wipe(void *table, enum sim_level level, unsigned int index)
{
	store((char *)table + index * sim_layout.entry, 0);
}

void *sim_build(unsigned long addr, enum sim_level level)
{
	enum sim_level at, next, last = real_level(level);

	for (at = SIM_PGD; at != last; at = next) {
		next = below(at, last);
		if (!load(sim_slot(addr, at)))
			sim_table_hang(addr, at, sim_table_new(next));
	}
	return sim_slot(addr, level);
}

static u64 leaf_entry(enum sim_level level, const char *kind, struct page *page)
{
	const u64 *bits = bits_of(level, kind);
	u64 frame;

	if (!bits)
		abort();
	if (!page)
		return *bits;
	frame = (u64)page_to_pfn(page) >> sim_kind_block(kind) << sim_kind_block(kind);
	return *bits | frame << sim_layout.frame_shift;
}

/* Who is mapped from now on; whatever is older than what is returned is to be closed. */
static unsigned long note(unsigned long start, enum sim_level level, const char *kind,
			  struct page *page)
{
	sim_tick();
	if (page && sim_kind_allows(kind))
		sim_history_open(start, sim_size(level), page, sim_kind_allows(kind));
	return sim_now();
}

void sim_mapped(unsigned long addr, enum sim_level level, const char *kind, struct page *page)
{
	addr &= ~(sim_size(level) - 1);
	sim_history_close(addr, sim_size(level), note(addr, level, kind, page));
}

/* While it is stored both are mapped, as far as anybody can tell. */
void sim_set(unsigned long addr, enum sim_level level, const char *kind, struct page *page)
{
	unsigned long start = addr & ~(sim_size(level) - 1), since;

	since = note(start, level, kind, page);
	store(sim_slot(addr, level), leaf_entry(level, kind, page));
	sim_tick();
	sim_history_close(start, sim_size(level), since);
}

void sim_table_fill(void *table, enum sim_level level, unsigned int index, const char *kind,
		    struct page *page)
{
	store((char *)table + index * sim_layout.entry, leaf_entry(level, kind, page));
}

/* The entry goes first: only then it is mapped no more. */
void sim_clear(unsigned long addr, enum sim_level level)
{
	store(sim_slot(addr, level), 0);
	sim_tick();
	sim_history_close(addr & ~(sim_size(level) - 1), sim_size(level), ~0UL);
}

void sim_map(unsigned long addr, enum sim_level level, const char *kind, struct page *page)
{
	sim_build(addr, level);
	if (page)
		sim_get(page_folio(page), 1);
	sim_set(addr, level, kind, page);
}

void sim_make_noise(unsigned long addr, enum sim_level level, bool writable)
{
	void *slot = sim_slot(addr, level);

	store(slot, load(slot) ^ sim_layout.noise[writable]);
}

void sim_table_point(void *table, enum sim_level level, unsigned int index, void *to)
{
	store((char *)table + index * sim_layout.entry, table_entry(real_level(level), to));
}

void sim_table_poison(void *table)
{
	WRITE_ONCE(table_of(table)->freed, true);
	sim_table_gone(table);
}

bool sim_table_empty(unsigned long addr, enum sim_level level)
{
	char *table = sim_table_at(load(sim_slot(addr, level)));
	unsigned int i;

	for (i = 0; i < sim_layout.level[table_of(table)->level].entries; i++)
		if (load(table + i * sim_layout.entry))
			return false;
	return true;
}

enum sim_level sim_table_level(const void *table)
{
	return table_of(table)->level;
}

pte_t *sim_kmap(pte_t *pte)
{
	if (sim_no_table)
		return NULL;
	if (IS_ENABLED(CONFIG_HIGHPTE))
		__atomic_fetch_add(&kmapped, 1, __ATOMIC_RELAXED);
	return pte;
}

void kunmap_local(pte_t *pte)
{
	bool freed;

	if (!sim_is_table(pte, &freed))
		sim_violation("something is unmapped that is no table");
	__atomic_fetch_sub(&kmapped, 1, __ATOMIC_RELAXED);
}

void sim_check_tables(void)
{
	if (kmapped)
		sim_violation(sim_format("%d tables of ptes are still mapped", kmapped));
}

void sim_tables_reset(void)
{
	kmapped = 0;
	sim_no_table = false;
	if (!arena)
		arena_init();
	while (nr_dirty)
		memset(dirty[--nr_dirty], 0, sim_layout.entry);
	used_units = 0;
	sim_history_reset();
	memset(&sim_mm, 0, sizeof(sim_mm));
	sim_mm.pgd = sim_table_new(SIM_PGD);
}
