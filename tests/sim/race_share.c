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

static enum sim_level share_level;
static struct folio *share_folio;

static void share_setup(void)
{
	int i, pages = share_level == SIM_PTE ? 2 : 1;

	if (share_level == SIM_PTE) {
		share_folio = sim_folio(3, SIM_ANON);
		sim_mark_each(share_folio);
	} else {
		share_folio = sim_folio(sim_order(share_level), SIM_ANON);
	}
	for (i = 0; i < pages; i++)
		sim_map(SIM_AT(i), share_level, "ro", &share_folio->page + i);
}

static void share(void)
{
	int i, pages = share_level == SIM_PTE ? 2 : 1;

	for (i = 0; i < pages; i++) {
		sim_clear(SIM_AT(i), share_level);
		sim_step();
		sim_flush_tlb();
		if (sim_maybe_pinned(share_folio)) {
			sim_set(SIM_AT(i), share_level, "ro", &share_folio->page + i);
			continue;
		}
		clear_bit(PG_anon_exclusive, &(&share_folio->page)[i].flags);
		sim_step();
		sim_set(SIM_AT(i), share_level, sim_has(share_level, "swap") ? "swap" : "protnone",
			&share_folio->page + i);
		sim_step();
	}
}

static void race_share(void)
{
	if (!SIM_UNSHARES)
		sim_skip("nobody relies on an exclusive page in this generation");
	for (share_level = SIM_PTE; SIM_UNSHARES && share_level <= SIM_PUD; share_level++) {
		const struct sim_race race = {
			sim_layout.level[share_level].name, share_setup, share,
			.nr = 2, .flags = FOLL_PIN,
		};

		if (sim_has(share_level, "swap") || sim_has(share_level, "protnone"))
			sim_race(&race);
	}
}
SIM_TEST(race_share);
