// SPDX-License-Identifier: GPL-2.0
/*
 * free_huge.c - what happens to huge pages and to tables: the stories of
 * race_*.c once more
 */
#include "free.h"

unsigned long free_shared_addr, free_giant_addr;
static struct folio *shared, *giant;

static enum sim_level below(enum sim_level level)
{
	do
		level--;
	while (sim_layout.level[level].folded);
	return level;
}

void free_tables(unsigned long addr, enum sim_level level)
{
	sim_no_batch_page = !sim_random(4);
	for (; level <= SIM_PGD; level = sim_above(level)) {
		if (!sim_slot(addr, level) || !sim_slot(addr, below(level)))
			continue;
		if (!sim_table_empty(addr, level) || !sim_random(8))
			break;
		sim_step();
		sim_table_free(sim_table_unhang(addr, level));
	}
	sim_gather_end();
}

static struct free_region *pick_huge(void)
{
	struct free_region *r = &free_region[sim_random(FREE_REGIONS)];

	return r->huge.page ? r : NULL;
}

static void set(struct free_region *r, const char *kind, struct page *page)
{
	r->huge = (struct free_slot){ page, kind };
	smp_wmb();
	sim_set(r->addr, SIM_PMD, kind, page);
}

/* Nothing is left there, or only an empty table, which would be in the way. */
static bool empty(struct free_region *r)
{
	return !r->tabled && !r->huge.page && !sim_slot(r->addr, SIM_PTE);
}

static bool map(void)
{
	struct free_region *r = &free_region[sim_random(FREE_REGIONS)];
	struct folio *folio;

	if (!sim_has(SIM_PMD, "rw") || !empty(r))
		return false;
	folio = free_alloc(sim_order(SIM_PMD), SIM_ANON);
	if (!folio)
		return false;
	sim_build(r->addr, SIM_PMD);
	set(r, sim_random(4) ? "rw" : "ro", &folio->page);
	return true;
}

static bool unmap(void)
{
	struct free_region *r = pick_huge();
	struct folio *folio;

	if (!r)
		return false;
	folio = page_folio(r->huge.page);
	sim_clear(r->addr, SIM_PMD);
	sim_step();
	sim_flush_tlb();
	sim_step();
	r->huge.page = NULL;
	sim_put(folio, 1);
	if (sim_random(2))
		return true;
	free_tables(r->addr, sim_above(SIM_PMD));
	return true;
}

static bool migrate(void)
{
	struct free_region *r = pick_huge();
	const bool hint = sim_random(2);
	struct folio *from, *to;
	const char *kind;

	if (!r)
		return false;
	kind = r->huge.kind;
	from = page_folio(r->huge.page);
	to = from->owned == 1 ? free_alloc(sim_order(SIM_PMD), SIM_ANON) : NULL;
	if (!to)
		return false;
	free_hide(r->addr, SIM_PMD, hint ? "protnone" : "migration", &from->page);
	if (hint ? !sim_sole(from, false) : !sim_freeze(from)) {
		set(r, kind, &from->page);
		sim_release(to);
		return true;
	}
	WRITE_ONCE(from->sole, 2);
	if (!test_bit(PG_anon_exclusive, &from->flags))
		clear_bit(PG_anon_exclusive, &to->flags);
	sim_step();
	set(r, kind, &to->page);
	sim_step();
	if (!hint)
		sim_unfreeze(from);
	sim_release(from);
	return true;
}

static bool fork_huge(void)
{
	struct free_region *r = pick_huge();
	struct folio *folio;

	if (!r)
		return false;
	folio = page_folio(r->huge.page);
	WRITE_ONCE(sim_mm.write_protect_seq.sequence, sim_mm.write_protect_seq.sequence + 1);
	smp_mb();
	if (!sim_maybe_pinned(folio) && free_child_gets(folio)) {
		sim_step();
		clear_bit(PG_anon_exclusive, &folio->flags);
		set(r, "ro", &folio->page);
		sim_step();
	}
	smp_mb();
	WRITE_ONCE(sim_mm.write_protect_seq.sequence, sim_mm.write_protect_seq.sequence + 1);
	return true;
}

/* To ptes, of which only those at the edges are wanted. */
static bool split_pmd(void)
{
	struct free_region *r = pick_huge();
	struct page *page;
	struct folio *folio;
	const char *kind;
	void *table;
	int i;

	if (!r)
		return false;
	kind = r->huge.kind;
	page = r->huge.page;
	folio = page_folio(page);
	table = sim_table_new(SIM_PTE);
	free_hide(r->addr, SIM_PMD, sim_has(SIM_PMD, "invalid") ? "invalid" : "protnone", page);
	if (test_bit(PG_anon_exclusive, &folio->flags))
		sim_mark_each(folio);
	else
		set_bit(PG_each_exclusive, &folio->flags);
	sim_get(folio, FREE_SLOTS - 1);
	for (i = 0; i < FREE_SLOTS; i++) {
		unsigned long index = (free_addr(r, i) - r->addr) >> PAGE_SHIFT;

		r->slot[i] = (struct free_slot){ page + index, kind };
		sim_table_fill(table, SIM_PTE, index, kind, page + index);
	}
	sim_step();
	sim_clear(r->addr, SIM_PMD);
	smp_wmb();
	sim_table_hang(r->addr, SIM_PMD, table);
	for (i = 0; i < FREE_SLOTS; i++)
		sim_mapped(free_addr(r, i), SIM_PTE, kind, r->slot[i].page);
	r->huge.page = NULL;
	r->tabled = true;
	return true;
}

static bool could_collapse(struct free_region *r)
{
	int i;

	if (!sim_has(SIM_PMD, "rw") || !r->tabled)
		return false;
	for (i = 0; i < FREE_SLOTS; i++) {
		struct folio *folio = r->slot[i].page ? page_folio(r->slot[i].page) : NULL;

		if (folio && (folio_test_large(folio) || !free_is_anon(folio) || folio->owned != 1))
			return false;
	}
	return true;
}

static bool collapse(void)
{
	struct free_region *r = &free_region[sim_random(FREE_REGIONS)];
	struct folio *huge;
	void *table;
	int i;

	huge = could_collapse(r) ? free_alloc(sim_order(SIM_PMD), SIM_ANON) : NULL;
	if (!huge)
		return false;
	table = sim_table_unhang(r->addr, SIM_PMD);
	sim_step();
	sim_flush_tlb();
	if (sim_random(2))
		sim_table_sync();
	for (i = 0; i < FREE_SLOTS; i++) {
		sim_step();
		if (!r->slot[i].page || sim_sole(page_folio(r->slot[i].page), false))
			continue;
		while (i--)
			if (r->slot[i].page)
				WRITE_ONCE(r->slot[i].page->sole, 0);
		sim_table_rehang(r->addr, SIM_PMD, table);
		sim_release(huge);
		return true;
	}
	for (i = 0; i < FREE_SLOTS; i++) {
		if (!r->slot[i].page)
			continue;
		sim_table_wipe(table, SIM_PTE, (free_addr(r, i) - r->addr) >> PAGE_SHIFT);
		sim_step();
		sim_release(page_folio(r->slot[i].page));
		r->slot[i].page = NULL;
	}
	r->tabled = false;
	sim_step();
	set(r, "rw", &huge->page);
	sim_step();
	sim_no_batch_page = !sim_random(4);
	sim_table_free(table);
	sim_gather_end();
	return true;
}

static struct folio *hugetlb(void)
{
	struct folio *folio = free_alloc(sim_order(SIM_PMD), &sim_shmem);

	if (folio)
		set_bit(PG_hugetlb, &folio->flags);
	return folio;
}

/* hugetlb: map what another process maps too, by the same table; or no longer. */
static bool share_table(void)
{
	unsigned int index = (free_shared_addr >> sim_layout.level[SIM_PMD].shift) &
			     (sim_layout.level[SIM_PMD].entries - 1);
	struct folio *theirs;
	void *table;

	if (!free_shared_addr)
		return false;
	if (!shared) {
		shared = hugetlb();
		if (!shared)
			return false;
		sim_build(free_shared_addr, SIM_PMD);
		smp_wmb();
		sim_set(free_shared_addr, SIM_PMD, "rw", &shared->page);
		return true;
	}
	table = sim_table_unhang(free_shared_addr, sim_above(SIM_PMD));
	sim_step();
	sim_table_wipe(table, SIM_PMD, index);
	sim_step();
	sim_release(shared);
	shared = NULL;
	theirs = hugetlb();
	if (theirs) {
		smp_wmb();
		sim_table_fill(table, SIM_PMD, index, "rw", &theirs->page);
		sim_step();
		sim_table_wipe(table, SIM_PMD, index);
		sim_flush_tlb();
		sim_release(theirs);
	}
	sim_table_free(table);
	sim_gather_end();
	return true;
}

static bool exchange_giant(void)
{
	if (!free_giant_addr)
		return false;
	if (giant) {
		sim_clear(free_giant_addr, SIM_PUD);
		sim_step();
		sim_flush_tlb();
		sim_release(giant);
		giant = NULL;
		if (sim_random(2))
			return true;
	}
	giant = free_alloc(sim_order(SIM_PUD), SIM_ANON);
	if (!giant)
		return true;
	sim_build(free_giant_addr, SIM_PUD);
	smp_wmb();
	sim_set(free_giant_addr, SIM_PUD, "rw", &giant->page);
	return true;
}

const struct free_op free_huge_ops[] = {
	{ "map huge", map, 16 },
	{ "unmap huge", unmap, 2 },
	{ "migrate huge", migrate, 4 },
	{ "fork huge", fork_huge, 1 },
	{ "split a huge pmd", split_pmd, 4 },
	{ "collapse", collapse, 10 },
	{ "hugetlb's shared table", share_table, 4 },
	{ "a leaf at pud", exchange_giant, 1 },
	{ }
};

void free_huge_end(void)
{
	struct free_region *r;

	for (r = free_region; r < free_region + FREE_REGIONS; r++) {
		if (r->huge.page) {
			sim_clear(r->addr, SIM_PMD);
			sim_put(page_folio(r->huge.page), 1);
			r->huge.page = NULL;
		} else if (r->tabled) {
			free_zap(r);
		}
	}
	if (shared)
		share_table();
	if (giant) {
		sim_clear(free_giant_addr, SIM_PUD);
		sim_release(giant);
		giant = NULL;
	}
}
