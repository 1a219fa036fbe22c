// SPDX-License-Identifier: GPL-2.0
/*
 * race_share - an exclusive page may be shared again, unless it is pinned
 *
 * Other CPU: folio_try_share_anon_rmap_pte() and its like, for swapping out:
 * the entry is cleared, a full barrier, and if nobody has a pin the mark of an
 * exclusive page goes; then the swap entry is put.
 * We: pin, full barrier, look back. With the barrier before the last pin both
 * can miss each other, and a pinned page is not exclusive: the next write fault
 * copies it, and the device goes on with the old one.
 */
#include "race.h"

static enum sim_level level;
static struct folio *folio;

static void setup(void)
{
	int i, pages = level == SIM_PTE ? 2 : 1;

	if (level == SIM_PTE) {
		folio = sim_folio(3, SIM_ANON);
		sim_mark_each(folio);
	} else {
		folio = sim_folio(sim_order(level), SIM_ANON);
	}
	for (i = 0; i < pages; i++)
		sim_map(SIM_AT(i), level, "ro", &folio->page + i);
}

static void share(void)
{
	int i, pages = level == SIM_PTE ? 2 : 1;

	for (i = 0; i < pages; i++) {
		sim_clear(SIM_AT(i), level);
		sim_step();
		sim_flush_tlb();
		if (sim_maybe_pinned(folio)) {
			sim_set(SIM_AT(i), level, "ro", &folio->page + i);
			continue;
		}
		clear_bit(PG_anon_exclusive, &(&folio->page)[i].flags);
		sim_step();
		sim_set(SIM_AT(i), level, sim_has(level, "swap") ? "swap" : "protnone",
			&folio->page + i);
		sim_step();
	}
}

static void race_share(void)
{
	if (!SIM_UNSHARES)
		sim_skip("nobody relies on an exclusive page in this generation");
	for (level = SIM_PTE; SIM_UNSHARES && level <= SIM_PUD; level++) {
		const struct sim_race race = {
			sim_layout.level[level].name, setup, share, .nr = 2, .flags = FOLL_PIN,
		};

		if (sim_has(level, "swap") || sim_has(level, "protnone"))
			sim_race(&race);
	}
}
SIM_TEST(race_share);
