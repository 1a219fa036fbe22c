// SPDX-License-Identifier: GPL-2.0
/*
 * test_reads - which entries are read, how often, and between which barriers
 */
#include "race.h"

static int reads_of(const void *slot)
{
	return sim_events(SIM_EV_READ, slot, 1);
}

static int reads_of_tables(void)
{
	bool freed;
	int i, n = 0;

	for (i = 0; i < sim_traced; i++)
		n += sim_trace[i].event == SIM_EV_READ &&
		     sim_is_table(sim_trace[i].address, &freed);
	return n;
}

/* Returns how many reads of tables there must be in all. */
static int check_reads(enum sim_level leaf)
{
	int expected = 0;
	enum sim_level level, above = sim_above(leaf);

	for (level = leaf; level <= SIM_PGD; level = sim_above(level)) {
		int low = sim_layout.level[level].low, high = sim_layout.level[level].high;
		int looks = level == leaf || level == above ? 2 : 1, reads;
		int wanted = looks * (high && sim_layout.big ? high : low);

		if (sim_layout.level[level].folded)
			continue;
		expected += looks * (low + high);
		if (level == SIM_PGD) {
			wanted += sim_layout.typed;
			expected += sim_layout.typed;
		}
		reads = reads_of(sim_slot(SIM_BASE, level));
		if (reads != wanted)
			sim_fail("the %s is read %d times, not %d", sim_layout.level[level].name,
				 reads, wanted);
	}
	return expected;
}

/*
 * One page: the leaf and the entry above are read and looked back at; what is
 * above those is read once, folded or not; nothing else is.
 */
static void test_reads_once(void)
{
	enum sim_level leaf;
	int expected;

	if (!sim_need_trace())
		return;
	for (leaf = SIM_PTE; leaf <= SIM_PUD; leaf++) {
		if (!sim_has(leaf, "rw"))
			continue;
		sim_reset();
		sim_map(SIM_BASE, leaf, "rw", &sim_folio(sim_order(leaf), SIM_ANON)->page);
		sim_map(SIM_BASE + sim_size(leaf), leaf, "rw",
			&sim_folio(sim_order(leaf), SIM_ANON)->page);
		sim_case("leaf at %s", sim_layout.level[leaf].name);
		sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
		expected = check_reads(leaf);
		if (reads_of_tables() != expected)
			sim_fail("%d reads of tables, %d expected", reads_of_tables(), expected);
	}
}
SIM_TEST(test_reads_once);

/* Behind the last page that is wanted may be anything. */
static void test_reads_no_further(void)
{
	int nr, m;

	for (m = 0; m < sim_layout.made; m++) {
		if (sim_layout.make[m].level != SIM_PTE)
			continue;
		for (nr = 1; nr <= 9; nr++) {
			int i;

			sim_reset();
			for (i = 0; i < nr; i++)
				sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
			sim_set(SIM_AT(nr), SIM_PTE, sim_layout.make[m].kind, NULL);
			sim_case("%s behind %d pages", sim_layout.make[m].kind, nr);
			sim_call(SIM_BASE, nr, FOLL_PIN | FOLL_FAST_ONLY, nr);
			if (reads_of(sim_slot(SIM_AT(nr), SIM_PTE)))
				sim_fail("it is read");
		}
	}
	/* What may not be taken has no page to be prefetched. */
	for (m = 0; m < sim_layout.made; m++) {
		const char *kind = sim_layout.make[m].kind;

		if (sim_layout.make[m].level != SIM_PTE || sim_kind_allows(kind))
			continue;
		for (nr = 0; nr <= 5; nr++) {
			int i;

			sim_reset();
			for (i = 0; i < 6; i++)
				sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
			sim_set(SIM_AT(nr), SIM_PTE, kind, NULL);
			sim_case("%s of no memory in place %d", kind, nr);
			sim_call(SIM_BASE, 6, FOLL_PIN | FOLL_FAST_ONLY, nr);
		}
	}
}
SIM_TEST(test_reads_no_further);

/* How often each pte of a call is read, from the first page on. */
static void need_reads(int pages, const int *looks)
{
	int halves = sim_layout.level[SIM_PTE].high && sim_layout.big ?
		     sim_layout.level[SIM_PTE].high : sim_layout.level[SIM_PTE].low;
	int i;

	for (i = 0; i < pages; i++) {
		int reads = reads_of(sim_slot(SIM_AT(i), SIM_PTE));

		if (reads != looks[i] * halves)
			sim_fail("the pte of page %d is read %d times, not %d", i, reads,
				 looks[i] * halves);
	}
}

/*
 * Pages of which policy has something to say are asked run by run, each in its own
 * place. What is lost by a mistake in that is taken by the next batch: the same pages
 * come, and only the looks at their ptes tell.
 */
static void test_reads_asked(void)
{
	static const int twice_more[] = { 3, 3, 3 }, once[] = { 2, 2, 4 };
	struct folio *folio;
	int i;

	if (!sim_need_trace())
		return;
	if (IS_ENABLED(CONFIG_SECRETMEM)) {
		sim_reset();
		for (i = 0; i < 3; i++)
			sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, NULL)->page);
		sim_case("three pages without a mapping");
		sim_call(SIM_BASE, 3, FOLL_GET | FOLL_FAST_ONLY, 3);
		need_reads(3, twice_more);
	}
	if (!SIM_UNSHARES) {
		if (!sim_test_cases())
			sim_skip("nobody is refused in this generation, and there is no secretmem");
		return;
	}
	sim_reset();
	sim_map(SIM_AT(0), SIM_PTE, "ro", &sim_folio(0, SIM_ANON)->page);
	folio = sim_folio(2, SIM_ANON);
	sim_mark_each(folio);
	clear_bit(PG_anon_exclusive, &(&folio->page)[1].flags);
	for (i = 0; i < 2; i++)
		sim_map(SIM_AT(1 + i), SIM_PTE, "ro", &folio->page + i);
	sim_case("the last of three pages is shared");
	sim_call(SIM_BASE, 3, FOLL_PIN | FOLL_FAST_ONLY, 2);
	/* The last one's once more as the only one of a batch. */
	need_reads(3, once);
}
SIM_TEST(test_reads_asked);

static int event_at(enum sim_event event, const void *address, int from, int step)
{
	for (; from >= 0 && from < sim_traced; from += step) {
		const struct sim_trace *t = &sim_trace[from];

		if (t->event == event && (!address || t->address == address))
			return from;
	}
	return -1;
}

/* Between the two there must be a barrier, however late or early each is. */
static void need(const char *why, int first, enum sim_event barrier, int second)
{
	int at = first < 0 ? -1 : event_at(barrier, NULL, first, 1);

	if (first < 0 || second < first)
		sim_fail("%s: events %d and %d", why, first, second);
	else if (at < 0 || at > second)
		sim_fail("%s: no barrier between events %d and %d", why, first, second);
}

/* Whoever writes an entry by halves has a barrier between them, and so has its reader. */
static void check_halves(enum sim_level level)
{
	const char *slot;
	int i, last = -1;

	sim_reset();
	sim_map(SIM_BASE, level, "rw", &sim_folio(sim_order(level), SIM_ANON)->page);
	sim_case("the halves of a %s", sim_layout.level[level].name);
	sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
	slot = sim_slot(SIM_BASE, level);
	for (i = 0; i < sim_traced; i++) {
		const struct sim_trace *t = &sim_trace[i];

		if (t->event == SIM_EV_FENCE_FULL || t->event == SIM_EV_FENCE_ACQUIRE)
			last = -1;
		if (t->event != SIM_EV_READ ||
		    (t->address != slot && t->address != slot + sizeof(long)))
			continue;
		if (last >= 0)
			sim_fail("no barrier between events %d and %d", last, i);
		last = i;
	}
}

static void test_barriers_halves(void)
{
	enum sim_level level;

	if (!sim_need_trace())
		return;
	for (level = SIM_PTE; level <= SIM_PUD; level++)
		if (sim_has(level, "rw") && sim_layout.level[level].split &&
		    sim_layout.level[level].high)
			check_halves(level);
	if (!sim_test_cases())
		sim_skip("no entry is read by halves in this layout");
}
SIM_TEST(test_barriers_halves);

static void test_barriers(void)
{
	struct folio *folio = sim_folio(3, SIM_ANON);
	int i, first, look;
	void *slot;

	if (!sim_need_trace())
		return;
	sim_mark_each(folio);
	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio->page + i);
	sim_map(SIM_AT(3), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	sim_case("the last pin, then the first look back");
	sim_call(SIM_BASE, 4, FOLL_PIN | FOLL_FAST_ONLY, 4);
	slot = sim_slot(SIM_BASE, SIM_PMD);
	first = event_at(SIM_EV_RMW_ORDERED, NULL, sim_traced - 1, -1);
	/* The unpin is no part of the trace: the last reference is the last pin. */
	look = event_at(SIM_EV_READ, slot, first, 1);
	need("after the last reference", first, SIM_EV_FENCE_FULL, look);
	if (!SIM_PINS)
		return;
	first = event_at(SIM_EV_RMW, &folio->_pincount, sim_traced - 1, -1);
	need("after the last pin", first, SIM_EV_FENCE_FULL, look);

	if (IS_ENABLED(CONFIG_SECRETMEM)) {
		sim_reset();
		folio = sim_folio(0, NULL);
		sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page);
		sim_case("no mapping, then the second look back");
		sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
		/* The look before it, when the page was taken, is none to rely on. */
		first = event_at(SIM_EV_READ, &folio->mapping, sim_traced - 1, -1);
		look = event_at(SIM_EV_READ, sim_slot(SIM_BASE, SIM_PMD), first, 1);
		need("after reading that there is no mapping", first, SIM_EV_FENCE_ACQUIRE, look);
		look = event_at(SIM_EV_READ, sim_slot(SIM_BASE, SIM_PTE), first, -1);
		need("before reading it, after the first look", look, SIM_EV_FENCE_ACQUIRE, first);
	}

	sim_reset();
	sim_map(SIM_BASE, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	sim_case("fork's seqcount around the walk");
	sim_call(SIM_BASE, 1, FOLL_PIN | FOLL_FAST_ONLY, 1);
	first = event_at(SIM_EV_READ, &sim_mm.write_protect_seq, 0, 1);
	look = event_at(SIM_EV_READ, sim_slot(SIM_BASE, SIM_PTE), 0, 1);
	need("after the first look at the seqcount", first, SIM_EV_FENCE_ACQUIRE, look);
	first = event_at(SIM_EV_READ, sim_slot(SIM_BASE, SIM_PTE), sim_traced - 1, -1);
	look = event_at(SIM_EV_READ, &sim_mm.write_protect_seq, sim_traced - 1, -1);
	need("before the last look at the seqcount", first, SIM_EV_FENCE_ACQUIRE, look);
	first = event_at(SIM_PINNED_BY, sim_pinned_word(&sim_mm), 0, 1);
	look = event_at(SIM_EV_READ, &sim_mm.write_protect_seq, 0, 1);
	if (first < 0 || look < first)
		sim_fail("the pin is announced after the seqcount is read");
}
SIM_TEST(test_barriers);
