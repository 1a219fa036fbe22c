// SPDX-License-Identifier: GPL-2.0
/*
 * race_more_levels - another thread maps memory that the tables do not reach yet
 *
 * Other CPU: crst_table_upgrade() of s390 puts a table on top of the others, stores
 * mm->pgd and then asce_limit, and waits for nobody who walks.
 * Who goes by asce_limit, and found the older top table, takes its entries for those of a
 * level that they are not of: of ptes he makes huge entries. What an entry says of itself
 * stays true.
 */
#include "race.h"

static const char *levels_kind;

static void levels_setup(void)
{
	sim_map(SIM_BASE, SIM_PTE, levels_kind, &sim_folio(0, SIM_ANON)->page);
}

static void one_more(void)
{
#ifdef _REGION_ENTRY_TYPE_R3
	sim_table_top(_REGION_ENTRY_TYPE_R3);
#endif
}

static void levels_taken(void)
{
	if (sim_the_call.ret != 1)
		sim_violation("a page is not found in tables that stay what they are");
}

/* Each kind of pte: what a pmd would say is not the same of all. */
static void race_more_levels(void)
{
	int m;

	if (!sim_layout.typed || !sim_layout.level[SIM_P4D].folded) {
		sim_skip("no level is ever put on top in this layout");
		return;
	}
	for (m = 0; m < sim_layout.made; m++) {
		levels_kind = sim_layout.make[m].kind;
		if (sim_layout.make[m].level == SIM_PTE && sim_kind_allows(levels_kind))
			sim_race(&(struct sim_race){
				levels_kind, levels_setup, one_more, levels_taken,
				.nr = 1, .flags = FOLL_GET,
				.one_sided = true,
			});
	}
}
SIM_TEST(race_more_levels);
