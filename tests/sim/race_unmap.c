// SPDX-License-Identifier: GPL-2.0
/*
 * race_unmap - a page is unmapped and freed, and is soon somebody else's
 *
 * Other CPU: munmap() or reclaim clears the entry, flushes the TLB, and gives
 * back the mapping's reference; the page is free, is allocated, and is another
 * process's.
 * A walker that does not look back at the entry has a reference on a page of
 * another process. So did page_cache_get_speculative()'s callers learn it in
 * 2008 (21cc199baa81).
 */
#include "race.h"

static enum sim_level level;
static struct folio *victim;

static void unmap_and_reuse(void)
{
	unsigned long addr = level == SIM_PTE ? SIM_AT(1) : SIM_BASE;
	unsigned int order = sim_order(level);

	sim_clear(addr, level);
	sim_step();
	sim_flush_tlb();
	sim_step();
	sim_release(victim);
	sim_step();
	if (!folio_ref_count(victim))
		sim_prep(&victim->page, order, SIM_ANON);
}

static void three_pages(void)
{
	int i;

	level = SIM_PTE;
	for (i = 0; i < 3; i++) {
		struct folio *folio = sim_folio(0, SIM_ANON);

		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio->page);
		if (i == 1)
			victim = folio;
	}
}

static void one_leaf(void)
{
	victim = sim_folio(sim_order(level), SIM_ANON);
	sim_map(SIM_BASE, level, "rw", &victim->page);
}

static void race_unmap(void)
{
	sim_race(&(struct sim_race){ "three ptes", three_pages, unmap_and_reuse, .nr = 3 });
	for (level = SIM_HUGEPTE; level <= SIM_PUD; level++) {
		const struct sim_race race = {
			sim_layout.level[level].name, one_leaf, unmap_and_reuse, .nr = 2,
		};

		if (sim_has(level, "rw"))
			sim_race(&race);
	}
}
SIM_TEST(race_unmap);
