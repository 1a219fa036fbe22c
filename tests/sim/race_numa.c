// SPDX-License-Identifier: GPL-2.0
/*
 * race_numa - a NUMA hint takes permission away, and the page moves
 *
 * Other CPU: change_prot_numa() makes the entry PROT_NONE; the hinting fault
 * then migrates the page to the node that uses it, a huge one as well.
 * A walker that took PROT_NONE entries went past THP migration (2b4847e73004).
 */
#include "race.h"

static enum sim_level level;
static struct folio *from, *to;

static void setup(void)
{
	from = sim_folio(sim_order(level), SIM_ANON);
	sim_map(SIM_BASE, level, "rw", &from->page);
	to = sim_folio(sim_order(level), SIM_ANON);
}

static void hint(void)
{
	sim_set(SIM_BASE, level, "protnone", &from->page);
	sim_step();
	sim_flush_tlb();
	sim_step();
	if (!sim_sole(from, false)) {
		sim_set(SIM_BASE, level, "rw", &from->page);
		return;
	}
	sim_step();
	sim_clear(SIM_BASE, level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, level, "rw", &to->page);
	sim_step();
	sim_release(from);
}

static void race_numa(void)
{
	for (level = SIM_PTE; level <= SIM_PMD; level++) {
		const struct sim_race race = {
			sim_layout.level[level].name, setup, hint, .nr = 1,
		};

		if (sim_has(level, "protnone"))
			sim_race(&race);
	}
}
SIM_TEST(race_numa);
