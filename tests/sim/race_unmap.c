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

static enum sim_level unmap_level;
static struct folio *unmap_victim;

static void unmap_and_reuse(void)
{
	unsigned long addr = unmap_level == SIM_PTE ? SIM_AT(1) : SIM_BASE;
	unsigned int order = sim_order(unmap_level);

	sim_clear(addr, unmap_level);
	sim_step();
	sim_flush_tlb();
	sim_step();
	sim_release(unmap_victim);
	sim_step();
	if (!folio_ref_count(unmap_victim))
		sim_prep(&unmap_victim->page, order, SIM_ANON);
}

static void three_pages(void)
{
	int i;

	unmap_level = SIM_PTE;
	for (i = 0; i < 3; i++) {
		struct folio *folio = sim_folio(0, SIM_ANON);

		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio->page);
		if (i == 1)
			unmap_victim = folio;
	}
}

static void one_leaf(void)
{
	unmap_victim = sim_folio(sim_order(unmap_level), SIM_ANON);
	sim_map(SIM_BASE, unmap_level, "rw", &unmap_victim->page);
}

static void one_unused_leaf(void)
{
	one_leaf();
	clear_bit(PG_referenced, &unmap_victim->flags);
}

static void unmap_alone(void)
{
	sim_clear(SIM_BASE, unmap_level);
	sim_step();
	sim_flush_tlb();
}

/* Behind the last two of them an older batch left pages that follow. */
static void six_ptes(void)
{
	static const int place[] = { 0, 6, 3, 5, 1, 2 };
	struct folio *folio = sim_folio(3, SIM_ANON);
	int i;

	sim_mark_each(folio);
	for (i = 0; i < 6; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio->page + place[i]);
}

static void unmap_last(void)
{
	sim_clear(SIM_AT(4), SIM_PTE);
	sim_clear(SIM_AT(5), SIM_PTE);
}

static void not_used(void)
{
	if (!sim_the_call.ret && folio_test_referenced(unmap_victim))
		sim_violation("reclaim is told of a page that nobody got");
}

static void race_unmap(void)
{
	sim_race(&(struct sim_race){ "three ptes", three_pages, unmap_and_reuse, .nr = 3 });
	for (unmap_level = SIM_HUGEPTE; unmap_level <= SIM_PUD; unmap_level++) {
		const struct sim_race race = {
			sim_layout.level[unmap_level].name, one_leaf, unmap_and_reuse, .nr = 2,
		};

		if (sim_has(unmap_level, "rw"))
			sim_race(&race);
	}
	sim_race(&(struct sim_race){ "the last of six ptes", six_ptes, unmap_last, .nr = 6 });
	for (unmap_level = SIM_PTE; unmap_level <= SIM_PUD; unmap_level++)
		if (sim_has(unmap_level, "rw"))
			sim_race(&(struct sim_race){
				"not used before", one_unused_leaf, unmap_alone, not_used, .nr = 1,
			});
}
SIM_TEST(race_unmap);
