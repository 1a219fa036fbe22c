// SPDX-License-Identifier: GPL-2.0
/*
 * race_ksm - KSM write-protects a page and merges it with an equal one
 *
 * Other CPU: write_protect_page() clears the pte and flushes, looks whether
 * somebody else has a reference and could be writing, puts the pte back without
 * write permission, and compares the content; replace_page() then maps the
 * common page and gives back the old one.
 * Whoever gets the page for writing after that look changes what was compared. What
 * was read-only before comes back as it was, so that of the page only the mark of an
 * exclusive one tells; who pins it for reading must look at the mark after the pte.
 */
#include "race.h"

static struct folio *folio, *common;
static const char *kind;
/* What is compared with a common page is no equal one. */
static bool differs;

static void setup(void)
{
	folio = sim_folio(0, SIM_ANON);
	sim_map(SIM_BASE, SIM_PTE, kind, &folio->page);
	common = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &common->flags);
}

static void merge(void)
{
	sim_clear(SIM_BASE, SIM_PTE);
	sim_step();
	sim_flush_tlb();
	if (!sim_sole(folio, true)) {
		sim_set(SIM_BASE, SIM_PTE, kind, &folio->page);
		return;
	}
	sim_step();
	clear_bit(PG_anon_exclusive, &folio->flags);
	sim_step();
	sim_set(SIM_BASE, SIM_PTE, "ro", &folio->page);
	sim_step();
	if (differs)
		return;
	sim_clear(SIM_BASE, SIM_PTE);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, SIM_PTE, "ro", &common->page);
	sim_step();
	sim_release(folio);
}

static void race_ksm(void)
{
	kind = "rw";
	sim_race(&(struct sim_race){ "one page", setup, merge, .nr = 1 });
	kind = "ro";
	sim_race(&(struct sim_race){ "read-only before", setup, merge, .nr = 1 });
	differs = true;
	sim_race(&(struct sim_race){ "read-only before, and differs", setup, merge, .nr = 1 });
	differs = false;
}
SIM_TEST(race_ksm);
