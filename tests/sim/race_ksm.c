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

static struct folio *ksm_folio, *common;
static const char *ksm_kind;
/* What is compared with a common page is no equal one. */
static bool ksm_differs;

static void ksm_setup(void)
{
	ksm_folio = sim_folio(0, SIM_ANON);
	sim_map(SIM_BASE, SIM_PTE, ksm_kind, &ksm_folio->page);
	common = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &common->flags);
}

static void merge(void)
{
	sim_clear(SIM_BASE, SIM_PTE);
	sim_step();
	sim_flush_tlb();
	if (!sim_sole(ksm_folio, true)) {
		sim_set(SIM_BASE, SIM_PTE, ksm_kind, &ksm_folio->page);
		return;
	}
	sim_step();
	clear_bit(PG_anon_exclusive, &ksm_folio->flags);
	sim_step();
	sim_set(SIM_BASE, SIM_PTE, "ro", &ksm_folio->page);
	sim_step();
	if (ksm_differs)
		return;
	sim_clear(SIM_BASE, SIM_PTE);
	sim_step();
	sim_flush_tlb();
	sim_set(SIM_BASE, SIM_PTE, "ro", &common->page);
	sim_step();
	sim_release(ksm_folio);
}

static void race_ksm(void)
{
	ksm_kind = "rw";
	sim_race(&(struct sim_race){ "one page", ksm_setup, merge, .nr = 1 });
	ksm_kind = "ro";
	sim_race(&(struct sim_race){ "read-only before", ksm_setup, merge, .nr = 1 });
	ksm_differs = true;
	sim_race(&(struct sim_race){ "read-only before, and differs", ksm_setup, merge, .nr = 1 });
	ksm_differs = false;
}
SIM_TEST(race_ksm);
