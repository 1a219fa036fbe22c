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

#define FREED_PAGES	2

static struct folio *freed_folio[FREED_PAGES];

static void freed_setup(void)
{
	int i;

	for (i = 0; i < FREED_PAGES; i++) {
		freed_folio[i] = sim_folio(0, SIM_ANON);
		sim_map(SIM_AT(i), SIM_PTE, "rw", &freed_folio[i]->page);
	}
}

static void setup_no_batch(void)
{
	freed_setup();
	sim_no_batch_page = true;
}

static void unmap(void)
{
	enum sim_level level;
	int i;

	for (i = 0; i < FREED_PAGES; i++) {
		sim_clear(SIM_AT(i), SIM_PTE);
		sim_step();
	}
	sim_flush_tlb();
	for (i = 0; i < FREED_PAGES; i++)
		sim_release(freed_folio[i]);
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
	sim_race(&(struct sim_race){ "batches", freed_setup, unmap, .nr = FREED_PAGES });
	sim_race(&(struct sim_race){
		"no page for a batch", setup_no_batch, unmap, .nr = FREED_PAGES });
}
SIM_TEST(race_table_free);
