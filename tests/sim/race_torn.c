// SPDX-License-Identifier: GPL-2.0
/*
 * race_torn - an entry of two words is written by halves
 *
 * Other CPU: clears the half with the present bit, then the other, or the other
 * way round, or that half alone; flushes, which may be an IPI, or else nobody's wait;
 * writes the upper half of the next page's entry, then the lower; and the same
 * back again. The two pages' upper halves differ.
 * A walker that reads each half once can put two entries together, and has a
 * page that nobody mapped.
 */
#include "race.h"

static enum sim_level torn_level;
static struct folio *near, *far;

static void torn_setup(void)
{
	near = sim_folio(sim_order(torn_level), SIM_ANON);
	far = sim_far_folio(sim_order(torn_level), SIM_ANON);
	sim_map(SIM_BASE, torn_level, "rw", &near->page);
}

static void exchange(void)
{
	sim_clear(SIM_BASE, torn_level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, torn_level, "rw", &far->page);
	sim_step();
	sim_clear(SIM_BASE, torn_level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, torn_level, "rw", &near->page);
}

static void race_torn(void)
{
	bool wide = false;

	for (torn_level = SIM_PTE; torn_level <= SIM_PMD; torn_level++) {
		const struct sim_race race = {
			sim_layout.level[torn_level].name, torn_setup, exchange, .nr = 1,
		};

		if (!sim_has(torn_level, "rw") ||
		    sim_layout.level[torn_level].entry <= sizeof(long))
			continue;
		wide = true;
		sim_race(&race);
	}
	if (!wide)
		sim_skip("an entry is a word in this layout");
}
SIM_TEST(race_torn);
