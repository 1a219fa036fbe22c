// SPDX-License-Identifier: GPL-2.0
/*
 * race_ksm - KSM write-protects a page and merges it with an equal one
 *
 * Other CPU: write_protect_page() clears the pte and flushes, looks whether
 * somebody else has a reference and could be writing, puts the pte back without
 * write permission, and compares the content; replace_page() then maps the
 * common page and gives back the old one.
 * Whoever gets the page for writing after that look changes what was compared.
 */
#include "race.h"

static struct folio *folio, *common;

static void setup(void)
{
	folio = sim_folio(0, SIM_ANON);
	sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page);
	common = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &common->flags);
}

static void merge(void)
{
	sim_clear(SIM_BASE, SIM_PTE);
	sim_step();
	sim_flush_tlb();
	if (!sim_sole(folio, true)) {
		sim_set(SIM_BASE, SIM_PTE, "rw", &folio->page);
		return;
	}
	clear_bit(PG_anon_exclusive, &folio->flags);
	sim_step();
	sim_set(SIM_BASE, SIM_PTE, "ro", &folio->page);
	sim_step();
	sim_clear(SIM_BASE, SIM_PTE);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, SIM_PTE, "ro", &common->page);
	sim_step();
	sim_release(folio);
}

static void race_ksm(void)
{
	sim_race(&(struct sim_race){ "one page", setup, merge, .nr = 1 });
}
SIM_TEST(race_ksm);
