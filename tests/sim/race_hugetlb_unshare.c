// SPDX-License-Identifier: GPL-2.0
/*
 * race_hugetlb_unshare - a shared table of pmds leaves this process
 *
 * Other CPU: huge_pmd_unshare() clears the entry above; from then on the table
 * is the other process's alone, which maps other pages there. Kernels until 2025
 * did not wait for walkers, so this one does not either.
 * A walker that looks back at the pmd only finds it unchanged, and has a page
 * that was never mapped in its process. The look at the entry above tells.
 */
#include "race.h"

static struct folio *ours, *theirs;

static struct folio *hugetlb(void)
{
	struct folio *folio = sim_folio(sim_order(SIM_PMD), &sim_shmem);

	set_bit(PG_hugetlb, &folio->flags);
	return folio;
}

static void unshare_setup(void)
{
	ours = hugetlb();
	theirs = hugetlb();
	sim_map(SIM_BASE, SIM_PMD, "rw", &ours->page);
}

static void unshare(void)
{
	unsigned int index = (SIM_BASE >> sim_layout.level[SIM_PMD].shift) &
			     (sim_layout.level[SIM_PMD].entries - 1);
	void *table = sim_table_unhang(SIM_BASE, sim_above(SIM_PMD));

	sim_step();
	sim_table_wipe(table, SIM_PMD, index);
	sim_step();
	sim_release(ours);
	sim_step();
	sim_table_fill(table, SIM_PMD, index, "rw", &theirs->page);
	sim_step();
}

static void race_hugetlb_unshare(void)
{
	if (!sim_has(SIM_PMD, "rw") || sim_layout.level[SIM_PMD].folded) {
		sim_skip("no table of huge pmds in this layout");
		return;
	}
	sim_race(&(struct sim_race){ "table of pmds", unshare_setup, unshare, .nr = 2 });
}
SIM_TEST(race_hugetlb_unshare);
