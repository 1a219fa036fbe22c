// SPDX-License-Identifier: GPL-2.0
/*
 * race_split - a huge page is split into single pages
 *
 * Other CPU: __split_huge_pmd() makes the pmd invalid, flushes, fills a table of
 * ptes and hangs it in; split_folio() puts migration entries in the ptes, and if
 * nobody else has a reference freezes the folio, makes each page a folio of its
 * own, and puts the very same ptes back.
 * A walker that found the head before, and took its reference after, has it on
 * a page that is no head any more; since the ptes are what they were, only a
 * second look at the folio tells. Shipped in try_grab_compound_head() until 2021.
 */
#include "race.h"

#define SPLIT_PAGES	3

static struct folio *huge;

/* The table takes the pmd's place, and maps what that mapped. */
static void hang(void *table)
{
	int i;

	sim_clear(SIM_BASE, SIM_PMD);
	sim_table_hang(SIM_BASE, SIM_PMD, table);
	for (i = 0; i < SPLIT_PAGES; i++)
		sim_mapped(SIM_AT(i), SIM_PTE, "rw", &huge->page + i);
}

#if !SIM_TAILS
static void split_folio(void)
{
	int i;

	for (i = 0; i < SPLIT_PAGES; i++) {
		sim_clear(SIM_AT(i), SIM_PTE);
		sim_step();
		sim_flush_tlb();
		sim_set(SIM_AT(i), SIM_PTE, "migration", &huge->page + i);
		sim_step();
	}
	if (sim_freeze(huge)) {
		sim_step();
		sim_split_folio(huge, 1);
	}
	for (i = 0; i < SPLIT_PAGES; i++) {
		sim_step();
		sim_set(SIM_AT(i), SIM_PTE, "rw", &huge->page + i);
	}
}

static void mapped_by_ptes(void)
{
	int i;

	huge = sim_folio(4, SIM_ANON);
	sim_mark_each(huge);
	for (i = 0; i < SPLIT_PAGES; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &huge->page + i);
}

/* pmdp_invalidate(): the CPU may use the pmd no more. */
static void invalidate(void)
{
	sim_set(SIM_BASE, SIM_PMD, sim_has(SIM_PMD, "invalid") ? "invalid" : "protnone",
		&huge->page);
	sim_step();
	sim_flush_tlb();
}

static void split_pmd(void)
{
	void *table = sim_table_new(SIM_PTE);
	int i;

	invalidate();
	sim_mark_each(huge);
	for (i = 0; i < SPLIT_PAGES; i++)
		sim_table_fill(table, SIM_PTE, i, "rw", &huge->page + i);
	sim_get(huge, SPLIT_PAGES - 1);
	sim_step();
	hang(table);
	sim_step();
	split_folio();
}

/* As before 4.5: who splits waits for walkers, and then freezes nothing. */
static void split_unfrozen(void)
{
	void *table = sim_table_new(SIM_PTE);
	int i;

	invalidate();
	sim_table_sync();
	if (folio_ref_count(huge) != huge->owned) {
		sim_set(SIM_BASE, SIM_PMD, "rw", &huge->page);
		return;
	}
	sim_step();
	sim_mark_each(huge);
	for (i = 0; i < SPLIT_PAGES; i++)
		sim_table_fill(table, SIM_PTE, i, "rw", &huge->page + i);
	sim_split_folio(huge, 1);
	sim_step();
	hang(table);
}

#else
/*
 * Kernels whose tails count references mark the pmd, send an IPI, and split: whoever has
 * references keeps them, and what the tails counted is theirs from then on.
 */
static void split_marked(void)
{
	void *table = sim_table_new(SIM_PTE);
	int i;

	sim_set(SIM_BASE, SIM_PMD, "special", &huge->page);
	sim_step();
	sim_table_sync();
	sim_split_tails(huge, 1);
	for (i = 0; i < SPLIT_PAGES; i++)
		sim_table_fill(table, SIM_PTE, i, "rw", &huge->page + i);
	sim_step();
	hang(table);
}

/* Unmapped here, and not flushed yet, it is split by somebody who shares it: no IPI. */
static void split_elsewhere(void)
{
	sim_clear(SIM_BASE, SIM_PMD);
	sim_step();
	sim_split_tails(huge, 1);
	sim_step();
	sim_flush_tlb();
}
#endif

static void mapped_whole(void)
{
	huge = sim_folio(sim_order(SIM_PMD), SIM_ANON);
	sim_map(SIM_BASE, SIM_PMD, "rw", &huge->page);
}

#if SIM_TAILS
static void race_split(void)
{
	int first;

	if (!sim_has(SIM_PMD, "rw"))
		sim_skip("no huge page at pmd in this layout");
	/* From the head on, and tails alone. */
	for (first = 0; first < 2 && sim_has(SIM_PMD, "rw"); first++) {
		if (sim_has(SIM_PMD, "special"))
			sim_race(&(struct sim_race){
				"marked", mapped_whole, split_marked,
				.nr = SPLIT_PAGES - first, .first = first,
			});
		sim_race(&(struct sim_race){
			"elsewhere", mapped_whole, split_elsewhere,
			.nr = SPLIT_PAGES - first, .first = first,
		});
	}
}
#else
static void race_split(void)
{
	static const struct sim_race by_ptes = {
		"mapped by ptes", mapped_by_ptes, split_folio, .nr = SPLIT_PAGES,
	}, whole = {
		"mapped whole", mapped_whole, split_pmd, .nr = SPLIT_PAGES,
	}, unfrozen = {
		"waited for, not frozen", mapped_whole, split_unfrozen, .nr = SPLIT_PAGES,
	};

	sim_race(&by_ptes);
	if (sim_has(SIM_PMD, "rw")) {
		sim_race(&whole);
		sim_race(&unfrozen);
	}
}
#endif
SIM_TEST(race_split);
