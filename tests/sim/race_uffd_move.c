// SPDX-License-Identifier: GPL-2.0
/*
 * race_uffd_move - exclusive pages move to other addresses, unless they are pinned
 *
 * Other CPU, UFFDIO_MOVE with one TLB flush for all pages (50944692052b, 6.19): for each
 * page it 1) clears the pte; 2) checks whether the folio is pinned; 3) maps the page at the
 * other address. It flushes at the end only. Either it sees the walker's pin, or the walker's
 * look back finds the pte changed.
 */
#include "race.h"

#define MOVED		2
/* In the same table of ptes, of which the smallest has 32. */
#define MOVED_TO	SIM_AT(16)

static struct folio *moving[MOVED];

static void uffd_move_setup(void)
{
	int i;

	for (i = 0; i < MOVED; i++) {
		moving[i] = sim_folio(0, SIM_ANON);
		sim_mark_each(moving[i]);
		sim_map(SIM_AT(i), SIM_PTE, "rw", &moving[i]->page);
	}
}

static void uffd_move(void)
{
	int i;

	for (i = 0; i < MOVED; i++) {
		sim_clear(SIM_AT(i), SIM_PTE);
		sim_step();
		if (sim_maybe_pinned(moving[i])) {
			sim_set(SIM_AT(i), SIM_PTE, "rw", &moving[i]->page);
			break;
		}
		/* Who pins it from now on finds it at the other address. */
		moving[i]->sole = 2;
		sim_step();
		sim_set(MOVED_TO + ((unsigned long)i << PAGE_SHIFT), SIM_PTE, "rw",
			&moving[i]->page);
		sim_step();
	}
	sim_flush_tlb();
}

static void race_uffd_move(void)
{
	const struct sim_race race = {
		"pte", uffd_move_setup, uffd_move, .nr = MOVED, .flags = FOLL_PIN | FOLL_WRITE,
	};

	if (SIM_PINS)
		sim_race(&race);
	else
		sim_skip("no page is pinned in this generation");
}
SIM_TEST(race_uffd_move);
