// SPDX-License-Identifier: GPL-2.0
/*
 * race_numa - a NUMA hint takes permission away, and the page moves
 *
 * Other CPU: change_prot_numa() makes the entry PROT_NONE; the hinting fault
 * then migrates the page to the node that uses it, a huge one as well.
 * A walker that took PROT_NONE entries went past THP migration (2b4847e73004).
 */
#include "race.h"

static enum sim_level numa_level;
static struct folio *numa_from, *numa_to;

static void numa_setup(void)
{
	numa_from = sim_folio(sim_order(numa_level), SIM_ANON);
	sim_map(SIM_BASE, numa_level, "rw", &numa_from->page);
	numa_to = sim_folio(sim_order(numa_level), SIM_ANON);
}

static void hint(void)
{
	sim_set(SIM_BASE, numa_level, "protnone", &numa_from->page);
	sim_step();
	sim_flush_tlb();
	sim_step();
	if (!sim_sole(numa_from, false)) {
		sim_set(SIM_BASE, numa_level, "rw", &numa_from->page);
		return;
	}
	sim_step();
	sim_clear(SIM_BASE, numa_level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, numa_level, "rw", &numa_to->page);
	sim_step();
	sim_release(numa_from);
}

static void race_numa(void)
{
	for (numa_level = SIM_PTE; numa_level <= SIM_PMD; numa_level++) {
		const struct sim_race race = {
			sim_layout.level[numa_level].name, numa_setup, hint, .nr = 1,
		};

		if (sim_has(numa_level, "protnone"))
			sim_race(&race);
	}
}
SIM_TEST(race_numa);
