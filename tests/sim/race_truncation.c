// SPDX-License-Identifier: GPL-2.0
/*
 * race_truncation - a file's page loses its mapping while gup asks what it is
 *
 * Other CPU: unmaps a secretmem page, flushes, clears its mapping, and makes the
 * page readable for the kernel again only when the last reference goes. A page
 * without a mapping may thus be secretmem still. Likewise a page of a file that
 * tracks dirty pages, which no long-term pin may have for writing. What stands before
 * it in the batch may be memory of a driver, which never had a mapping and stays.
 */
#include "race.h"

static struct address_space *file;
static struct folio *truncation_folio;
static unsigned int generation;
/* Which page of the call it is. */
static int place;

static void truncation_setup(void)
{
	int i;

	for (i = 0; i < place; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, NULL)->page);
	truncation_folio = sim_folio(0, file);
	sim_map(SIM_AT(place), SIM_PTE, "rw", &truncation_folio->page);
	generation = truncation_folio->page.generation;
}

static void truncate(void)
{
	sim_clear(SIM_AT(place), SIM_PTE);
	sim_step();
	sim_flush_tlb();
	sim_step();
	WRITE_ONCE(truncation_folio->mapping, NULL);
	sim_step();
	sim_release(truncation_folio);
}

static void never(void)
{
	if (sim_the_call.ret == place + 1 && sim_the_call.pages[place] == &truncation_folio->page &&
	    truncation_folio->page.generation == generation)
		sim_violation("a page was taken that policy forbids");
}

static void race_truncation(void)
{
	static const struct sim_race secretmem = {
		"secretmem", truncation_setup, truncate, never, .nr = 1, .one_sided = true,
	}, second = {
		"secretmem behind a driver's page", truncation_setup, truncate, never, .nr = 2,
		.one_sided = true,
	}, regular = {
		"file", truncation_setup, truncate, never, .nr = 1, .one_sided = true,
		.flags = FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE,
	};

	file = &sim_secretmem;
	place = 0;
	if (IS_ENABLED(CONFIG_SECRETMEM)) {
		sim_race(&secretmem);
		place = 1;
		sim_race(&second);
		place = 0;
	}
	file = &sim_regular;
	if (SIM_REFUSES_FILES)
		sim_race(&regular);
	if (!IS_ENABLED(CONFIG_SECRETMEM) && !SIM_REFUSES_FILES)
		sim_skip("nobody asks for the mapping in this generation");
}
SIM_TEST(race_truncation);
