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
	unsigned int above;	/* how many levels above the layout's top it stands */
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
int sim_quirk;
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
		sim_die("no address space for page tables");
}

/* free_tables.c has some that get tables back. */
__attribute__((weak)) void sim_table_gone(void *table) { }
__attribute__((weak)) void *sim_table_again(enum sim_level level) { return NULL; }

static struct table *table_of(const void *table)
{
	return &table_at[READ_ONCE(head_of[((const char *)table - arena) / UNIT])];
}

static int entry_size(const void *slot)
{
	return sim_layout.level[table_of(slot)->level].entry;
}

/* Between what an entry says, and what it holds where that is the machine's frame. */
static u64 translate(u64 val)
{
	return val & 1 ? val ^ sim_layout.machine : val;
}

static void store_whole(void *slot, u64 val)
{
	val = translate(val);
	if (entry_size(slot) == 4)
		WRITE_ONCE(*(u32 *)slot, (u32)val);
	else
		WRITE_ONCE(*(u64 *)slot, sim_layout.big ? __builtin_bswap64(val) : val);
}

/* Where an empty entry is not 0, which is what the arena is full of. */
static void wipe(void *table, enum sim_level level)
{
	char *slot = table;
	unsigned int i;

	for (i = 0; i < sim_layout.level[level].entries; i++)
		store_whole(slot + i * sim_layout.level[level].entry,
			    sim_layout.level[level].empty);
}

void *sim_table_new(enum sim_level level)
{
	unsigned long bytes = (unsigned long)sim_layout.level[level].entries *
			      sim_layout.level[level].entry;
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
		sim_die(sim_format("a case uses more than %lu MB of page tables", ARENA >> 20));
	WRITE_ONCE(used_units, first + units);
	table_at[first].units = units;
	table_at[first].level = level;
	table_at[first].above = 0;
	WRITE_ONCE(table_at[first].freed, false);
	for (i = 0; i < units; i++)
		WRITE_ONCE(head_of[first + i], first);
	if (sim_layout.level[SIM_PGD].empty)
		wipe(arena + first * UNIT, level);
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

/* What stands in a slot where nothing does; 0 for who asks. */
static u64 empty(const void *slot)
{
	return sim_layout.level[table_of(slot)->level].empty;
}

static bool is_split(const void *slot)
{
	return sim_layout.level[table_of(slot)->level].split;
}

/* The two words of an entry that is split: the present bit is in the lower one. */
static u32 *low_half(void *slot) { return (u32 *)slot + sim_layout.big; }
static u32 *high_half(void *slot) { return (u32 *)slot + !sim_layout.big; }

static u64 load(void *slot)
{
	u64 val;

	if (entry_size(slot) == 4)
		val = *(u32 *)slot;
	else if (is_split(slot))
		val = (u64)*high_half(slot) << 32 | *low_half(slot);
	else
		val = sim_layout.big ? __builtin_bswap64(*(u64 *)slot) : *(u64 *)slot;
	if (is_split(slot) && sim_layout.clear == SIM_CLEAR_KEEP && !(u32)val)
		return 0;
	return val == empty(slot) ? 0 : translate(val);
}

static void note_dirty(void *slot)
{
	if (nr_dirty == max_dirty) {
		max_dirty = max_dirty ? max_dirty * 2 : 4096;
		dirty = realloc(dirty, max_dirty * sizeof(*dirty));
		if (!dirty)
			sim_die("no memory to note which entries were written");
	}
	dirty[nr_dirty++] = slot;
}

static void clear_halves(void *slot)
{
	if (sim_layout.clear == SIM_CLEAR_HIGH) {
		WRITE_ONCE(*high_half(slot), 0);
		sim_step();
	}
	WRITE_ONCE(*low_half(slot), 0);
	if (sim_layout.clear == SIM_CLEAR_LOW) {
		sim_step();
		WRITE_ONCE(*high_half(slot), 0);
	}
}

/* A frame that changes is cleared first; so is all else, unless the port's tree does not. */
static void store_halves(void *slot, u64 val)
{
	u64 old = load(slot);

	if (*high_half(slot) != (u32)(val >> 32)) {
		if (old && (sim_layout.clear != SIM_CLEAR_HIGH ||
			    (old ^ val) & sim_layout.frame_mask)) {
			clear_halves(slot);
			sim_step();
		}
		WRITE_ONCE(*high_half(slot), (u32)(val >> 32));
		sim_step();
	}
	WRITE_ONCE(*low_half(slot), (u32)val);
}

/*
 * As a kernel does: whole where the CPU can, else so that the half with the
 * present bit is the last to come, and to go as the layout says.
 */
static void store(void *slot, u64 val)
{
	if (!IS_ENABLED(SIM_ENDLESS) && !load(slot))
		note_dirty(slot);
	if (!is_split(slot))
		store_whole(slot, val ? val : empty(slot));
	else if (!val)
		clear_halves(slot);
	else
		store_halves(slot, val);
}

unsigned long sim_reach(void)
{
	unsigned long entries = sim_layout.level[SIM_PGD].entries;
	int bits = sim_layout.level[SIM_PGD].shift + __builtin_ctzl(entries);

	if (sim_layout.hole_end)
		return sim_layout.hole;
	return bits < 8 * (int)sizeof(long) && 1UL << bits < TASK_SIZE_MAX ?
	       1UL << bits : TASK_SIZE_MAX;
}

void *sim_slot(unsigned long addr, enum sim_level level)
{
	enum sim_level at = SIM_PGD;
	char *table = (char *)sim_mm.pgd;

	for (level = real_level(level);; at = below(at, level)) {
		unsigned int index;
		void *slot;

		index = (addr >> sim_layout.level[at].shift) & (sim_layout.level[at].entries - 1);
		slot = table + index * sim_layout.level[at].entry;
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
	store((char *)table + index * sim_layout.level[level].entry, 0);
}

unsigned long sim_top_index(const void *pgd, unsigned long addr)
{
	unsigned int entries = sim_layout.level[SIM_PGD].entries;
	unsigned int below = table_of(pgd)->above * __builtin_ctz(entries);

	return addr >> (sim_layout.level[SIM_PGD].shift + below) & (entries - 1);
}

void sim_table_top(u64 more)
{
	char *table = sim_table_new(SIM_PGD);
	unsigned long limit;
	unsigned int i;

	for (i = 0; i < sim_layout.level[SIM_PGD].entries; i++)
		store_whole(table + i * sim_layout.level[SIM_PGD].entry,
			    sim_layout.level[SIM_PGD].empty + more);
	store_whole(table, table_entry(SIM_PGD, sim_mm.pgd) + more);
	table_of(table)->above = table_of(sim_mm.pgd)->above + 1;
	WRITE_ONCE(sim_mm.pgd, (pgd_t *)table);
	sim_step();
	if (__builtin_mul_overflow(sim_mm.context.asce_limit, sim_layout.level[SIM_PGD].entries,
				   &limit))
		limit = TASK_SIZE_MAX;
	WRITE_ONCE(sim_mm.context.asce_limit, limit);
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
		sim_die(sim_format("a test wants a kind of entry without a row: \"make %s %s\"",
				   sim_layout.level[level].name, kind));
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
	store((char *)table + index * sim_layout.level[level].entry, leaf_entry(level, kind, page));
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
	store((char *)table + index * sim_layout.level[level].entry,
	      table_entry(real_level(level), to));
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
		if (load(table + i * entry_size(table)))
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
	while (nr_dirty) {
		void *slot = dirty[--nr_dirty];

		memset(slot, 0, entry_size(slot));
	}
	sim_quirk = 0;
	used_units = 0;
	sim_history_reset();
	memset(&sim_mm, 0, sizeof(sim_mm));
	sim_mm.pgd = sim_table_new(SIM_PGD);
	sim_mm.context.asce_limit = sim_reach();
}
