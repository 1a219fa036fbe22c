// SPDX-License-Identifier: GPL-2.0
/*
 * race_migration - a page moves to other memory
 *
 * Other CPU: try_to_migrate() clears the entry, flushes, puts a migration entry, and
 * folio_migrate_mapping() freezes the count if nobody else has a reference; the
 * content is copied, the new page is mapped, the old one is free.
 * Walker's reference and look back against clear and count: one of the two must
 * see the other, or a caller writes to a page that nobody reads any more.
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

static void migrate(void)
{
	const char *meanwhile = sim_has(level, "migration") ? "migration" : "protnone";

	sim_clear(SIM_BASE, level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, level, meanwhile, &from->page);
	sim_step();
	if (!sim_freeze(from)) {
		sim_set(SIM_BASE, level, "rw", &from->page);
		return;
	}
	from->sole = 2;
	sim_step();
	sim_set(SIM_BASE, level, "rw", &to->page);
	sim_step();
	sim_unfreeze(from);
	sim_step();
	sim_release(from);
}

static void race_migration(void)
{
	for (level = SIM_PTE; level <= SIM_PMD; level++) {
		const struct sim_race race = {
			sim_layout.level[level].name, setup, migrate, .nr = 1,
		};

		if (sim_has(level, "migration") || sim_has(level, "protnone"))
			sim_race(&race);
	}
}
SIM_TEST(race_migration);
