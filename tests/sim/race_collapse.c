// SPDX-License-Identifier: GPL-2.0
/*
 * race_collapse - khugepaged takes the table while its ptes look valid
 *
 * Other CPU: collapse_huge_page() clears the pmd, flushes, waits for walkers by
 * an IPI, and finds that nobody else has a reference on the pages; it copies
 * them, clears the ptes, which stayed valid until now, frees the pages, maps the
 * huge page, and frees the table or keeps it for a later split.
 * A walker that only looks back at its pte gets a page whose content was copied
 * away: writes through it are lost. Shipped until 70cbc3cc78a9; the IPI came with
 * 2ba99c5e0881. The first story here has no IPI, as kernels before the latter:
 * the look back at the pmd alone must be enough for pages that are taken later.
 */
#include "race.h"

#define COLLAPSE_PAGES	3

static struct folio *collapse_folio[COLLAPSE_PAGES], *collapse_huge;
static bool ipi;

static void collapse_setup(void)
{
	int i;

	for (i = 0; i < COLLAPSE_PAGES; i++) {
		collapse_folio[i] = sim_folio(0, SIM_ANON);
		sim_map(SIM_AT(i), SIM_PTE, "rw", &collapse_folio[i]->page);
	}
	collapse_huge = sim_folio(sim_order(SIM_PMD), SIM_ANON);
}

static void collapse(void)
{
	void *table = sim_table_unhang(SIM_BASE, SIM_PMD);
	int i;

	sim_step();
	sim_flush_tlb();
	if (ipi)
		sim_table_sync();
	for (i = 0; i < COLLAPSE_PAGES; i++) {
		sim_step();
		if (!sim_sole(collapse_folio[i], false)) {
			while (i--)
				collapse_folio[i]->sole = 0;
			sim_table_rehang(SIM_BASE, SIM_PMD, table);
			return;
		}
	}
	for (i = 0; i < COLLAPSE_PAGES; i++) {
		sim_step();
		sim_table_wipe(table, SIM_PTE, i);
		sim_step();
		sim_release(collapse_folio[i]);
	}
	sim_step();
	sim_set(SIM_BASE, SIM_PMD, "rw", &collapse_huge->page);
	sim_step();
	if (ipi) {
		/* Kept for a split, which fills it anew, or frees it at once. */
		sim_table_poison(table);
		return;
	}
	sim_table_free(table);
	sim_gather_end();
}

static void race_collapse(void)
{
	static const struct sim_race without = {
		"no IPI", collapse_setup, collapse, .nr = COLLAPSE_PAGES, .one_sided = true,
	}, with = {
		"with IPI", collapse_setup, collapse, .nr = COLLAPSE_PAGES, .one_sided = true,
	};

	if (!sim_has(SIM_PMD, "rw")) {
		sim_skip("no huge page at pmd in this layout");
		return;
	}
	ipi = false;
	sim_race(&without);
	ipi = true;
	sim_race(&with);
}
SIM_TEST(race_collapse);
