// SPDX-License-Identifier: GPL-2.0
/*
 * test_asked - pages of which policy has something to say, among others of their batch
 */
#include "race.h"

#define PIN	(FOLL_PIN | FOLL_FAST_ONLY)

/* Behind the pages of a batch stand some of an older one, which seem to follow. */
static void test_asked_no_further(void)
{
	static const int place[] = { 0, 1, 6, 7, -1, 5 };
	struct folio *folio, *single;
	int i;

	for (i = 0; i < 2; i++) {
		int nr;

		sim_reset();
		folio = sim_folio(3, SIM_ANON);
		single = sim_folio(0, SIM_ANON);
		sim_mark_each(folio);
		clear_bit(PG_referenced, &folio->flags);
		for (nr = 0; nr < 6; nr++)
			sim_map(SIM_AT(nr), SIM_PTE, "rw", place[nr] < 0 ? &single->page :
				&folio->page + place[nr]);
		if (i)
			sim_map(SIM_AT(4), SIM_PTE, "rw", &folio->page + 4);
		sim_case("the last %d pages are of one folio", i + 1);
		sim_call(SIM_BASE, 6, FOLL_GET | FOLL_FAST_ONLY, 6);
		clear_bit(PG_referenced, &folio->flags);
		sim_call(SIM_BASE, 5, FOLL_GET | FOLL_FAST_ONLY, 5);
	}
}
SIM_TEST(test_asked_no_further);

/*
 * The batch before leaves a page that seems to follow the last one wanted, and the entry
 * that maps it is the next one.
 */
static void test_asked_left_over(void)
{
	static const int place[] = { 0, 5, 2, 3, 4, 5 };
	struct folio *folio = sim_folio(3, SIM_ANON);
	int i;

	sim_mark_each(folio);
	for (i = 0; i < 6; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio->page + place[i]);
	sim_case("pages of one folio in no order");
	sim_call(SIM_BASE, 5, FOLL_GET | FOLL_FAST_ONLY, 5);
	sim_call(SIM_BASE, 5, PIN, 5);
}
SIM_TEST(test_asked_left_over);

/* Who is refused was not used. */
static void refused(const char *name, struct folio *folio, unsigned int flags)
{
	clear_bit(PG_referenced, &folio->flags);
	sim_map(SIM_BASE, SIM_PTE, "ro", &folio->page);
	sim_case("%s", name);
	sim_call(SIM_BASE, 1, flags | FOLL_FAST_ONLY, 0);
	if (folio_test_referenced(folio))
		sim_fail("reclaim is told that it was used");
	if (sim_node_counter(folio_nid(folio), NR_FOLL_PIN_RELEASED) != 1 ||
	    sim_counter(NR_FOLL_PIN_RELEASED) != 1)
		sim_fail("the pin is given back to another node");
}

static void test_asked_refused(void)
{
	struct folio *folio;

	if (!SIM_UNSHARES) {
		sim_skip("nobody is refused in this generation");
		return;
	}
	folio = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &folio->flags);
	refused("a page that is shared", folio, FOLL_PIN);
	sim_reset();
	folio = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &folio->flags);
	set_bit(PG_node1, &folio->flags);
	refused("a page of another node that is shared", folio, FOLL_PIN);
	sim_reset();
	if (SIM_UNSHARES_FILES)
		refused("a file's page, for long", sim_folio(0, &sim_shmem),
			FOLL_PIN | FOLL_LONGTERM);
	if (SIM_MAKES_ACCESSIBLE) {
		sim_reset();
		folio = sim_folio(0, SIM_ANON);
		set_bit(PG_inaccessible, &folio->flags);
		refused("a page that is not accessible yet", folio, FOLL_PIN);
	}
}
SIM_TEST(test_asked_refused);

/* A file's pages need not be unshared where they may be written. */
static void test_asked_writable(void)
{
	enum sim_level level;

	if (!SIM_PINS) {
		sim_skip("there are no pins in this generation");
		return;
	}
	for (level = SIM_PTE; level <= SIM_PUD; level++) {
		struct folio *folio;

		if (!sim_has(level, "rw"))
			continue;
		sim_reset();
		folio = sim_folio(sim_order(level), &sim_shmem);
		clear_bit(PG_referenced, &folio->flags);
		sim_map(SIM_BASE, level, "rw", &folio->page);
		sim_case("a %s that may be written, for long", sim_layout.level[level].name);
		sim_call(SIM_BASE, 1, PIN | FOLL_LONGTERM, 1);
	}
	sim_reset();
	sim_map(SIM_AT(0), SIM_PTE, "rw", &sim_folio(0, &sim_shmem)->page);
	sim_map(SIM_AT(1), SIM_PTE, "ro", &sim_folio(0, SIM_ANON)->page);
	sim_case("one that may be written before one that may not, for long");
	sim_call(SIM_BASE, 2, PIN | FOLL_LONGTERM, 2);
}
SIM_TEST(test_asked_writable);

/* A device may get any page of a folio, so all of them are made accessible, or none. */
static void test_asked_accessible(void)
{
	struct folio *folio;
	int i;

	if (!SIM_MAKES_ACCESSIBLE) {
		sim_skip("nothing must be made accessible in this layout");
		return;
	}
	for (i = 0; i <= 4; i++) {
		sim_reset();
		folio = sim_folio(2, SIM_ANON);
		sim_mark_each(folio);
		/* The page behind it. */
		sim_folio(0, SIM_ANON);
		set_bit(PG_inaccessible, &(&folio->page)[i].flags);
		sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page + 1);
		sim_case("page %d of a folio of 4 is not accessible yet", i);
		sim_call(SIM_BASE, 1, PIN, i == 4);
		sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
	}
}
SIM_TEST(test_asked_accessible);
