// SPDX-License-Identifier: GPL-2.0
/*
 * race_torn - an entry of two words is written by halves
 *
 * Other CPU: clears the half with the present bit, then the other; flushes,
 * which here is an IPI; writes the upper half of the next page's entry, then
 * the lower. The two pages' upper halves differ.
 * A walker that reads each half once can put two entries together, and has a
 * page that nobody mapped.
 */
#include "race.h"

static enum sim_level level;
static struct folio *near, *far;

static void setup(void)
{
	near = sim_folio(sim_order(level), SIM_ANON);
	far = sim_far_folio(sim_order(level), SIM_ANON);
	sim_map(SIM_BASE, level, "rw", &near->page);
}

static void exchange(void)
{
	sim_clear(SIM_BASE, level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, level, "rw", &far->page);
	sim_step();
	sim_clear(SIM_BASE, level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, level, "rw", &near->page);
}

static void race_torn(void)
{
	if (sim_layout.entry <= sizeof(long)) {
		sim_skip("an entry is a word in this layout");
		return;
	}
	for (level = SIM_PTE; level <= SIM_PMD; level++) {
		const struct sim_race race = {
			sim_layout.level[level].name, setup, exchange, .nr = 1,
		};

		if (sim_has(level, "rw"))
			sim_race(&race);
	}
}
SIM_TEST(race_torn);
