// SPDX-License-Identifier: GPL-2.0
/*
 * race_fork - fork write-protects and shares pages while they are being pinned
 *
 * Other CPU: copy_page_range() makes the mm's seqcount odd; each anonymous page
 * that is not pinned is write-protected and shared, one that is pinned is copied
 * for the child; the seqcount is even again.
 * A walker that pins in between has a page that the parent's next write leaves
 * to the child. Fixed by 57efa1fe5957.
 * copy_page_range() has smp_wmb() where this has smp_mb() first: docs/proof.md.
 */
#include "race.h"

#define FORK_PAGES	10	/* more than one piece */

static struct folio *fork_folio[FORK_PAGES];

static void fork_setup(void)
{
	int i;

	for (i = 0; i < FORK_PAGES; i++) {
		fork_folio[i] = sim_folio(0, SIM_ANON);
		sim_map(SIM_AT(i), SIM_PTE, "rw", &fork_folio[i]->page);
	}
}

static void fork_some(int from, int step)
{
	int i;

	WRITE_ONCE(sim_mm.write_protect_seq.sequence, sim_mm.write_protect_seq.sequence + 1);
	smp_mb();
	sim_step();
	for (i = from; i < FORK_PAGES; i += step) {
		if (sim_has_pinned(&sim_mm) && sim_maybe_pinned(fork_folio[i]))
			continue;
		sim_step();
		clear_bit(PG_anon_exclusive, &fork_folio[i]->flags);
		sim_get(fork_folio[i], 1);
		sim_set(SIM_AT(i), SIM_PTE, "ro", &fork_folio[i]->page);
		sim_step();
	}
	smp_mb();
	WRITE_ONCE(sim_mm.write_protect_seq.sequence, sim_mm.write_protect_seq.sequence + 1);
}

static void fork_first_and_last(void)
{
	fork_some(0, FORK_PAGES - 1);
}

static void fork_last(void)
{
	fork_some(FORK_PAGES - 1, 1);
}

/* What is pinned for writing is nobody else's, whoever else relies on that. */
static void none_shared(void)
{
	int i;

	for (i = 0; i < sim_the_call.ret; i++)
		if (!test_bit(PG_anon_exclusive, &fork_folio[i]->flags))
			sim_violation(sim_format("page %d is pinned, and was shared", i));
}

static void race_fork(void)
{
	static const struct sim_race both = {
		"first and last page", fork_setup, fork_first_and_last, none_shared,
		.nr = FORK_PAGES, .flags = FOLL_PIN | FOLL_WRITE,
	}, last = {
		"last page, reading", fork_setup, fork_last, NULL,
		.nr = FORK_PAGES, .flags = FOLL_PIN,
	};

	if (!SIM_PINS) {
		sim_skip("fork asks nobody in this generation");
		return;
	}
	sim_race(&both);
	/* Else it may be shared by then, and is pinned all the same. */
	if (SIM_UNSHARES)
		sim_race(&last);
}
SIM_TEST(race_fork);
