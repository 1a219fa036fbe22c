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

static enum sim_level migration_level;
static struct folio *migration_from, *migration_to;

static void migration_setup(void)
{
	migration_from = sim_folio(sim_order(migration_level), SIM_ANON);
	sim_map(SIM_BASE, migration_level, "rw", &migration_from->page);
	migration_to = sim_folio(sim_order(migration_level), SIM_ANON);
}

static void migrate(void)
{
	const char *meanwhile = sim_has(migration_level, "migration") ? "migration" : "protnone";

	sim_clear(SIM_BASE, migration_level);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, migration_level, meanwhile, &migration_from->page);
	sim_step();
	if (!sim_freeze(migration_from)) {
		sim_set(SIM_BASE, migration_level, "rw", &migration_from->page);
		return;
	}
	migration_from->sole = 2;
	sim_step();
	sim_set(SIM_BASE, migration_level, "rw", &migration_to->page);
	sim_step();
	sim_unfreeze(migration_from);
	sim_step();
	sim_release(migration_from);
}

static void race_migration(void)
{
	for (migration_level = SIM_PTE; migration_level <= SIM_PMD; migration_level++) {
		const struct sim_race race = {
			sim_layout.level[migration_level].name, migration_setup, migrate, .nr = 1,
		};

		if (sim_has(migration_level, "migration") || sim_has(migration_level, "protnone"))
			sim_race(&race);
	}
}
SIM_TEST(race_migration);
