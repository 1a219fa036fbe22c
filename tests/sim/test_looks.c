// SPDX-License-Identifier: GPL-2.0
/*
 * test_looks - how much the walker looks at, where all goes well
 *
 * What is looked at once more than it need be is right, and slower: the same pages come,
 * and only the trace tells. A struct page that is in no cache is what a page costs.
 */
#include "race.h"
#include <asm/gup_ops.h>

#define GET	(FOLL_GET | FOLL_FAST_ONLY)
#define PIN	(FOLL_PIN | FOLL_FAST_ONLY)

/* Where secretmem is, a file's page is asked whether it is large. */
#define FILE_LOOKS	(IS_ENABLED(CONFIG_SECRETMEM) ? 2 : 0)

/* Accesses of any kind to the struct page. */
static int looks_at(const struct page *page)
{
	return sim_events(SIM_EV_READ, page, sizeof(*page)) +
	       sim_events(SIM_EV_WRITE, page, sizeof(*page)) +
	       sim_events(SIM_EV_RMW, page, sizeof(*page)) +
	       sim_events(SIM_EV_RMW_ORDERED, page, sizeof(*page));
}

static int loads_of(enum sim_level level)
{
	const int low = sim_layout.level[level].low, high = sim_layout.level[level].high;

	return sim_events(SIM_EV_READ, sim_slot(SIM_BASE, level), 1) /
	       (high && sim_layout.big ? high : low);
}

static void must(const char *what, int is, int wanted)
{
	if (is != wanted)
		sim_fail("%s: %d, not %d", what, is, wanted);
}

/* Call for @nr pages, all of which come behind one barrier. */
static void fast(const char *name, int nr, unsigned int flags)
{
	sim_case("%s, %d pages, flags %x", name, nr, flags);
	sim_call(SIM_BASE, nr, flags, nr);
	must("full barriers", sim_events(SIM_EV_FENCE_FULL, NULL, 1), 1);
}

static struct page *map_single(int i, const char *kind, struct address_space *mapping)
{
	struct page *page = &sim_folio(0, mapping)->page;

	sim_map(SIM_AT(i), SIM_PTE, kind, page);
	return page;
}

/* What belongs to an anonymous page is known when it is held: nobody is asked. */
static void test_looks_single(void)
{
	static const char * const kinds[] = { "rw", "ro" };
	struct page *page[4];
	unsigned int k;
	int i, nr;

	if (!sim_need_trace())
		return;
	for (k = 0; k < 2; k++) {
		for (nr = 1; nr <= 4; nr += 3) {
			sim_reset();
			for (i = 0; i < nr; i++)
				page[i] = map_single(i, kinds[k], SIM_ANON);
			fast(kinds[k], nr, GET);
			for (i = 0; i < nr; i++)
				must("looks at a page", looks_at(page[i]), 9);
			if (k || SIM_MAKES_ACCESSIBLE)
				continue;
			fast(kinds[k], nr, PIN);
			for (i = 0; i < nr; i++)
				must("looks at a page", looks_at(page[i]), 12);
			fast(kinds[k], nr, PIN | FOLL_WRITE);
			for (i = 0; i < nr; i++)
				must("looks at a page", looks_at(page[i]), 12);
		}
	}
}
SIM_TEST(test_looks_single);

/* The zero page is not counted; and of one page one entry is read. */
static void test_looks_zero(void)
{
	if (!sim_need_trace())
		return;
	sim_map(SIM_AT(0), SIM_PTE, "ro", sim_zero_page);
	sim_map(SIM_AT(1), SIM_PTE, "ro", sim_zero_page);
	fast("the zero page", 1, PIN);
	must("reads of the entry behind",
	     sim_events(SIM_EV_READ, sim_slot(SIM_AT(1), SIM_PTE), 1), 0);
}
SIM_TEST(test_looks_zero);

/* A file is asked for once, and its next pages are known by its name. */
static void test_looks_file(void)
{
	struct page *page[2];
	int i;

	if (!sim_need_trace())
		return;
	for (i = 0; i < 2; i++)
		page[i] = map_single(i, "rw", &sim_shmem);
	fast("pages of one file", 2, GET);
	must("looks at the first", looks_at(page[0]), FILE_LOOKS ? 13 : 9);
	must("looks at the second", looks_at(page[1]), 9 + FILE_LOOKS);
}
SIM_TEST(test_looks_file);

/* Of a run the first and the last page, and what the first one leads to. */
static void test_looks_run(void)
{
	struct folio *folio;
	struct page *page;
	int i;

	if (!sim_need_trace())
		return;
	folio = sim_folio(3, SIM_ANON);
	page = &folio->page;
	sim_mark_each(folio);
	sim_map(SIM_BASE, SIM_PTE, "rw", page + 3);
	fast("a tail alone", 1, GET);
	must("looks at it", looks_at(page + 3), 3);
	must("looks at its head", looks_at(page), 6);
	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", page + i);
	fast("a run", 3, GET);
	must("looks at the head", looks_at(page), 12);
	must("looks at the second page", looks_at(page + 1), 0);
	must("looks at the last page", looks_at(page + 2), 1);
	sim_map(SIM_AT(1), SIM_PTE, "ro", page + 1);
	fast("a run whose entries differ", 3, GET);
	must("looks at the head", looks_at(page), 12);
	must("looks at the second page", looks_at(page + 1), 0);
	must("looks at the last page", looks_at(page + 2), 1);
	fast("the same, whatever is said beside", 3, GET | FOLL_LONGTERM | FOLL_OTHERS);
	fast("the same, whatever is said beside", 3, PIN | FOLL_LONGTERM | FOLL_OTHERS);
	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", page + 5 + i);
	fast("a run up to the end", 3, GET);
	must("looks at the first page", looks_at(page + 5), 4);
	must("looks at the head", looks_at(page), 7);
	must("looks at the last page", looks_at(page + 7), 1);
	map_single(0, "rw", SIM_ANON);
	fast("a single page, then a tail", 2, GET);
	must("looks at the tail", looks_at(page + 6), 4);
	must("looks at its head", looks_at(page), 5);
}
SIM_TEST(test_looks_run);

/* Where somebody must be asked, all of a run are at once. */
static void test_looks_asked(void)
{
	struct page *page[2];
	struct folio *folio;
	int i;

	if (!sim_need_trace())
		return;
	folio = sim_folio(2, SIM_ANON);
	sim_mark_each(folio);
	clear_bit(PG_referenced, &folio->flags);
	for (i = 0; i < 2; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio->page + i);
	fast("a folio that was not used", 2, GET);
	must("looks at the head", looks_at(&folio->page), 20);
	must("looks at the other", looks_at(&folio->page + 1), 1);
	sim_reset();
	page[0] = map_single(0, "rw", &sim_shmem);
	clear_bit(PG_referenced, &page[0]->flags);
	fast("a file's page that was not used", 1, GET);
	must("reads of the entry", loads_of(SIM_PTE), 2);
	sim_reset();
	for (i = 0; i < 2; i++)
		page[i] = map_single(i, "rw", SIM_ANON);
	clear_bit(PG_referenced, &page[1]->flags);
	fast("pages of which one was not used", 2, GET);
	must("looks at the first", looks_at(page[0]), 14);
	must("looks at the last", looks_at(page[1]), 13);
}
SIM_TEST(test_looks_asked);

/* One leaf is one entry and one folio, whatever is wanted of it. */
static void test_looks_huge(void)
{
	enum sim_level level;
	struct folio *folio;
	int nr;

	if (!sim_need_trace())
		return;
	for (level = SIM_HUGEPTE; level <= SIM_PUD; level++) {
		if (!sim_has(level, "rw"))
			continue;
		for (nr = 1; nr <= 8; nr += 7) {
			sim_reset();
			folio = sim_folio(sim_order(level), SIM_ANON);
			sim_map(SIM_BASE, level, "rw", &folio->page);
			fast(sim_layout.level[level].name, nr, GET);
			must("looks at the head", looks_at(&folio->page), nr > 1 ? 10 : 9);
			must("looks at the next page", looks_at(&folio->page + 1), 0);
			/* The top says of which level it is. */
			must("reads of the entry", loads_of(level),
			     2 + (sim_layout.typed &&
				  sim_slot(SIM_BASE, level) == sim_slot(SIM_BASE, SIM_PGD)));
		}
	}
	if (sim_has(SIM_PUD, "rw")) {
		const unsigned long tables = sim_size(SIM_PMD);

		sim_reset();
		folio = sim_folio(sim_order(SIM_PUD), SIM_ANON);
		sim_map(SIM_BASE, SIM_PUD, "rw", &folio->page);
		sim_case("where another table of ptes would begin");
		sim_call(SIM_BASE + tables - 4 * PAGE_SIZE, 8, GET, 8);
		must("looks at the head", looks_at(&folio->page), 10);
	}
	if (!sim_test_cases())
		sim_skip("no huge leaf in this layout");
}
SIM_TEST(test_looks_huge);

/* The table is found once for a piece, and looked back at once for a batch. */
static void test_looks_tables(void)
{
	int i;

	if (!sim_need_trace())
		return;
	if (sim_layout.level[SIM_PMD].folded) {
		sim_skip("the entry above ptes is of the top, which is read otherwise");
		return;
	}
	for (i = 0; i < 8; i++)
		map_single(i, "rw", SIM_ANON);
	sim_case("a piece of two batches");
	sim_call(SIM_BASE, 8, GET, 8);
	must("reads of the pmd", loads_of(SIM_PMD), 3);
	must("full barriers", sim_events(SIM_EV_FENCE_FULL, NULL, 1), 2);
}
SIM_TEST(test_looks_tables);

/* Which of @nr pages were fetched before the first reference, as bits. */
static int fetched(struct page * const *page, int nr)
{
	int i, n, which = 0;

	for (i = 0; i < sim_traced && sim_trace[i].event != SIM_EV_RMW_ORDERED; i++)
		for (n = 0; n < nr; n++)
			if (sim_trace[i].event == SIM_EV_PREFETCH &&
			    sim_trace[i].address == page[n])
				which += 1 << 4 * n;
	return which;
}

/* Pages are fetched while the ptes are judged, but not those that the CPU guesses. */
static void test_looks_prefetch(void)
{
	struct page *page[4];
	int i;

	if (!sim_need_trace())
		return;
	for (i = 3; i >= 0; i--)
		page[i] = map_single(i, "rw", SIM_ANON);
	fast("pages in no order", 4, GET);
	must("fetched", fetched(page, 4), 0x1111);
	fast("one of them", 1, GET);
	must("fetched", fetched(page, 1), 1);
	sim_reset();
	for (i = 0; i < 4; i++)
		page[i] = map_single(i, "rw", SIM_ANON);
	fast("pages one behind another", 4, GET);
	must("fetched", fetched(page, 4), GUP_PTE_STEP != 0 ? 1 : 0x1111);
}
SIM_TEST(test_looks_prefetch);
