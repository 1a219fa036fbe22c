// SPDX-License-Identifier: GPL-2.0
/*
 * race_table_free - munmap() frees the page tables under the walker
 *
 * Other CPU: unmap_region() clears the ptes and gives back the pages;
 * free_pgtables() then unhooks table after table, from below, and frees them
 * through the mmu_gather.
 * The seed series' arm64 part freed them at once, and the walker read whatever
 * was there next.
 */
#include "race.h"

#define PAGES	2

static struct folio *folio[PAGES];

static void setup(void)
{
	int i;

	for (i = 0; i < PAGES; i++) {
		folio[i] = sim_folio(0, SIM_ANON);
		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio[i]->page);
	}
}

static void setup_no_batch(void)
{
	setup();
	sim_no_batch_page = true;
}

static void unmap(void)
{
	enum sim_level level;
	int i;

	for (i = 0; i < PAGES; i++) {
		sim_clear(SIM_AT(i), SIM_PTE);
		sim_step();
	}
	sim_flush_tlb();
	for (i = 0; i < PAGES; i++)
		sim_release(folio[i]);
	for (level = SIM_PMD; level < SIM_PGD; level++) {
		if (sim_layout.level[level].folded)
			continue;
		sim_step();
		sim_table_free(sim_table_unhang(SIM_BASE, level));
	}
	sim_step();
	/* The pgd stays; the table that hangs in it goes. */
	sim_table_free(sim_table_unhang(SIM_BASE, SIM_PGD));
	sim_step();
	sim_gather_end();
}

static void race_table_free(void)
{
	sim_race(&(struct sim_race){ "batches", setup, unmap, .nr = PAGES });
	sim_race(&(struct sim_race){ "no page for a batch", setup_no_batch, unmap, .nr = PAGES });
}
SIM_TEST(race_table_free);
