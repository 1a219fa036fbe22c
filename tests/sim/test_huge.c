// SPDX-License-Identifier: GPL-2.0
/*
 * test_huge - huge leaves, entered and left anywhere; runs of ptes that map one
 * folio, or seem to
 */
#include "race.h"

#define PIN	(FOLL_PIN | FOLL_FAST_ONLY)

static void check_pages(struct page *first, int from, int nr)
{
	int i;

	for (i = 0; i < nr; i++)
		if (sim_the_call.pages[i] != nth_page(first, from + i))
			sim_fail("page %d is another one", i);
}

/* A leaf, and a page behind it. */
static void huge_part(enum sim_level level, unsigned long from, int len, unsigned int flags)
{
	unsigned long nr = 1UL << sim_order(level), size = sim_size(level);
	unsigned long base = SIM_BASE / size * size;
	/* Under one entry are huge ptes, or others. */
	enum sim_level behind = level == SIM_HUGEPTE ? level : SIM_PTE;
	unsigned long there = nr + (1UL << sim_order(behind));
	struct folio *folio;

	sim_reset();
	folio = sim_folio(sim_order(level), SIM_ANON);
	sim_map(base, level, "rw", &folio->page);
	if (base + size < TASK_SIZE_MAX)
		sim_map(base + size, behind, "rw", &sim_folio(sim_order(behind), SIM_ANON)->page);
	sim_case("%s from page %lu, %d pages", sim_layout.level[level].name, from, len);
	sim_call(base + (from << PAGE_SHIFT), len, flags | FOLL_FAST_ONLY,
		 from + len > there ? there - from : len);
	check_pages(&folio->page, from, from + len > nr ? nr - from : len);
}

/* In the middle, to the end, and over it into what follows. */
static void test_huge_parts(void)
{
	/* 1 << 13 pages are a section, where there are any. */
	static const int starts[] = { 0, 1, 7, (1 << 13) - 2, -2, -1 };
	static const int lengths[] = { 1, 2, 3, 9, 31 };
	enum sim_level level;
	struct folio *folio;
	unsigned int s, l;

	for (level = SIM_HUGEPTE; level <= SIM_PUD; level++) {
		unsigned long nr;

		/* A level that the layout does not have has no order either. */
		if (!sim_has(level, "rw"))
			continue;
		nr = 1UL << sim_order(level);
		for (s = 0; s < 6; s++) {
			unsigned long from = starts[s] < 0 ? nr + starts[s] : starts[s];

			if (from >= nr)
				continue;

			for (l = 0; l < 5; l++) {
				huge_part(level, from, lengths[l], FOLL_GET | FOLL_WRITE);
				huge_part(level, from, lengths[l], FOLL_PIN);
			}
		}
	}
	if (!sim_has(SIM_PMD, "rw")) {
		sim_skip("no huge leaf in this layout");
		return;
	}
	sim_reset();
	folio = sim_folio(sim_order(SIM_PMD), SIM_ANON);
	sim_map(SIM_BASE + sim_size(SIM_PMD), SIM_PMD, "rw", &folio->page);
	sim_case("not the first entry of its table");
	for (l = 1; l < 3; l++) {
		sim_call(SIM_BASE + sim_size(SIM_PMD) + PAGE_SIZE, l, PIN, l);
		check_pages(&folio->page, 1, l);
	}
	sim_reset();
	folio = sim_folio(sim_order(SIM_PMD), SIM_ANON);
	sim_map(SIM_BASE, SIM_PMD, "rw", &folio->page);
	sim_split_folio(folio, 1);
	sim_case("a driver's single pages behind one leaf");
	sim_call(SIM_AT(1), 1, FOLL_GET | FOLL_FAST_ONLY, 0);
	sim_case("the first of them");
	sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
	sim_case("two of them");
	sim_call(SIM_BASE, 2, FOLL_GET | FOLL_FAST_ONLY, 0);
	set_bit(PG_device, &folio->flags);
	sim_case("two of them, a device's, though the leaf has no mark of one");
	sim_call(SIM_BASE, 2, FOLL_GET | FOLL_FAST_ONLY, 0);
}
SIM_TEST(test_huge_parts);

/*
 * A device's leaf: each of its pages is a folio of its own, which is held, and marked as
 * used, by itself.
 */
static void device_part(enum sim_level level, unsigned long from, int len, unsigned int flags,
			struct address_space *mapping)
{
	const unsigned long nr = 1UL << sim_order(level);
	const int ret = from + len > nr ? nr - from : len;
	struct folio *folio;
	struct page *page;
	int i;

	sim_reset();
	folio = sim_folio(sim_order(level), mapping);
	page = &folio->page;
	sim_map(SIM_BASE, level, "device", page);
	sim_split_folio(folio, 1);
	for (i = 0; i < nr; i++)
		set_bit(PG_device, &page[i].flags);
	for (i = 1; i < ret; i++)
		clear_bit(PG_referenced, &page[from + i].flags);
	sim_case("%s of a device from page %lu, %d pages, flags %x",
		 sim_layout.level[level].name, from, len, flags);
	sim_call(SIM_AT(from), len, flags | FOLL_FAST_ONLY, ret);
	check_pages(page, from, ret);
	for (i = 0; i < ret && SIM_PINS; i++)
		if (!test_bit(PG_referenced, &page[from + i].flags))
			sim_fail("reclaim is not told of page %d", i);
}

static void test_huge_device(void)
{
	static const int starts[] = { 0, 7, -2 };
	static const int lengths[] = { 1, 3, 4, 9, 31, 100 };
	const int section = 1 << 13;
	unsigned int s, l;
	struct folio *folio;

	if (!sim_has(SIM_PMD, "device") || !SIM_PINS) {
		sim_skip("no device's memory is mapped by huge leaves and by single pages here");
		return;
	}
	for (s = 0; s < sizeof(starts) / sizeof(*starts); s++) {
		for (l = 0; l < sizeof(lengths) / sizeof(*lengths); l++) {
			unsigned long from = starts[s];

			if (starts[s] < 0)
				from += 1UL << sim_order(SIM_PMD);
			device_part(SIM_PMD, from, lengths[l], FOLL_GET, &sim_shmem);
			device_part(SIM_PMD, from, lengths[l], FOLL_PIN | FOLL_WRITE, &sim_shmem);
			device_part(SIM_PMD, from, lengths[l], FOLL_GET, NULL);
		}
	}
	if (!sim_has(SIM_PUD, "device"))
		return;
	sim_reset();
	folio = sim_folio(sim_order(SIM_PUD), &sim_shmem);
	set_bit(PG_device, &folio->flags);
	sim_map(SIM_BASE, SIM_PUD, "device", &folio->page);
	sim_case("over the end of a section, if there are any");
	sim_call(SIM_AT(section - 2), 4, FOLL_GET | FOLL_FAST_ONLY, 4);
	check_pages(&folio->page, section - 2, 4);
}
SIM_TEST(test_huge_device);

/* Pages side by side whose struct pages are, or are not: another section begins. */
static void test_sections(void)
{
	struct page *page[4];
	int i;

	sim_reset();
	page[2] = &sim_far_folio(0, SIM_ANON)->page;
	for (i = 0; i < 4; i++) {
		page[i] = pfn_to_page(page_to_pfn(page[2]) + i - 2);
		sim_prep(page[i], 0, SIM_ANON);
		sim_map(SIM_AT(i), SIM_PTE, "rw", page[i]);
	}
	sim_case("single pages on both sides");
	sim_call(SIM_BASE, 4, FOLL_PIN | FOLL_WRITE | FOLL_FAST_ONLY, 4);
	for (i = 0; i < 4; i++)
		if (sim_the_call.pages[i] != page[i])
			sim_fail("page %d is another one", i);
}
SIM_TEST(test_sections);

/* Ptes of one folio in each order that could be mistaken for a run. */
static void test_run(void)
{
	static const struct { const char *name; int page[6]; int nr; } runs[] = {
		{ "in order", { 0, 1, 2, 3, 4, 5 }, 6 },
		{ "from a tail to the end", { 2, 3, 4, 5, 6, 7 }, 6 },
		{ "backwards", { 5, 4, 3, 2, 1, 0 }, 6 },
		{ "one page again and again", { 3, 3, 3, 3 }, 4 },
		{ "over the folio's end", { 6, 7, 8, 9 }, 4 },
		{ "with a gap", { 0, 1, 3, 4 }, 4 },
		{ "another folio's in between", { 0, 8, 2, 3 }, 4 },
		{ "there and back", { 0, 1, 0, 1, 2, 1 }, 6 },
		{ "from one folio to another", { 7, 8, 15, 0 }, 4 },
		{ "single", { 16, 17, 18 }, 3 },
		{ "a folio's end, then single", { 14, 15, 16, 17, 18 }, 5 },
		{ "single, then a folio", { 18, 16, 0, 1 }, 4 },
	};
	static const unsigned int flags[] = { FOLL_GET, FOLL_PIN, FOLL_PIN | FOLL_WRITE };
	unsigned int r, f;
	int i;

	for (r = 0; r < sizeof(runs) / sizeof(*runs); r++) {
		for (f = 0; f < 3; f++) {
			struct folio *a, *b;
			struct page *page;

			sim_reset();
			sim_folio(3, SIM_ANON);
			a = sim_folio(3, SIM_ANON);
			b = sim_folio(3, SIM_ANON);
			sim_mark_each(a);
			sim_mark_each(b);
			for (i = 0; i < 3; i++)
				sim_folio(0, SIM_ANON);
			page = &a->page;
			for (i = 0; i < runs[r].nr; i++)
				sim_map(SIM_AT(i), SIM_PTE, "rw", page + runs[r].page[i]);
			sim_case("%s, flags %x", runs[r].name, flags[f]);
			sim_call(SIM_BASE, runs[r].nr, flags[f] | FOLL_FAST_ONLY, runs[r].nr);
			for (i = 0; i < runs[r].nr; i++)
				if (sim_the_call.pages[i] != page + runs[r].page[i])
					sim_fail("page %d is another one", i);
		}
	}
}
SIM_TEST(test_run);

/*
 * Behind the last frame of memory there is no page to ask for, not even to compare: with
 * SPARSEMEM_EXTREME nobody has a section there, and looking it up follows NULL.
 */
static void test_run_end_of_memory(void)
{
	static const unsigned int flags[] = { FOLL_GET, FOLL_PIN };
	struct folio *last;
	unsigned int f;
	int i;

	for (f = 0; f < 2; f++) {
		sim_reset();
		last = sim_last_folio(3, SIM_ANON);
		sim_mark_each(last);
		for (i = 0; i < 2; i++)
			sim_map(SIM_AT(i), SIM_PTE, "rw", &last->page + 6 + i);
		sim_map(SIM_AT(2), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
		sim_case("the last pages of memory, then others, flags %x", flags[f]);
		sim_call(SIM_BASE, 3, flags[f] | FOLL_FAST_ONLY, 3);
		sim_case("the last page of memory, then others, flags %x", flags[f]);
		sim_call(SIM_AT(1), 2, flags[f] | FOLL_FAST_ONLY, 2);
	}
}
SIM_TEST(test_run_end_of_memory);

/* Read-only leaves: pages that must be unshared before they may be pinned. */
static void test_exclusive(void)
{
	enum sim_level level;
	struct folio *folio;
	int bad, i;

	if (!SIM_UNSHARES) {
		sim_skip("what is shared is pinned as it is in this generation");
		return;
	}
	for (bad = 0; bad <= 6; bad++) {
		sim_reset();
		folio = sim_folio(3, SIM_ANON);
		sim_mark_each(folio);
		for (i = 0; i < 6; i++)
			sim_map(SIM_AT(i), SIM_PTE, "ro", &folio->page + i);
		clear_bit(PG_anon_exclusive, &(&folio->page)[bad].flags);
		sim_case("page %d of a folio that is mapped by ptes is shared", bad);
		sim_call(SIM_BASE, 6, PIN, bad);
		sim_case("the same, and its content is not wanted");
		sim_call(SIM_BASE, 6, FOLL_GET | FOLL_FAST_ONLY, 6);
	}
	for (level = SIM_HUGEPTE; level <= SIM_PUD; level++) {
		if (!sim_has(level, "ro"))
			continue;
		sim_reset();
		folio = sim_folio(sim_order(level), SIM_ANON);
		sim_map(SIM_BASE, level, "ro", &folio->page);
		sim_case("a %s that is exclusive", sim_layout.level[level].name);
		sim_call(SIM_AT(1), 2, PIN, 2);
		clear_bit(PG_anon_exclusive, &folio->flags);
		sim_case("a %s that is shared", sim_layout.level[level].name);
		sim_call(SIM_AT(1), 2, PIN, 0);
	}
	sim_reset();
	sim_map(SIM_AT(0), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	folio = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &folio->flags);
	sim_map(SIM_AT(1), SIM_PTE, "ro", &folio->page);
	sim_case("a shared page behind one that may be written");
	sim_call(SIM_BASE, 2, PIN, 1);
	sim_reset();
	folio = sim_folio(2, SIM_ANON);
	set_bit(PG_hugetlb, &folio->flags);
	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(i), SIM_PTE, "ro", &folio->page + i);
	sim_case("hugetlb by ptes: the head says it for all");
	sim_call(SIM_BASE, 3, PIN, 3);
	sim_reset();
	sim_map(SIM_BASE, SIM_PTE, "ro", &sim_folio(0, &sim_shmem)->page);
	sim_case("a file's page, for a while");
	sim_call(SIM_BASE, 1, PIN, 1);
	sim_case("a file's page, for long");
	sim_call(SIM_BASE, 1, PIN | FOLL_LONGTERM, !SIM_UNSHARES_FILES);
}
SIM_TEST(test_exclusive);

/*
 * What was found of a folio before there was a reference may be wrong by then, and
 * the reference one on somebody else's. The other CPU steps in anywhere.
 */
static struct folio *guessed;

static void map_tail(void)
{
	guessed = sim_folio(3, SIM_ANON);
	sim_mark_each(guessed);
	sim_map(SIM_AT(4), SIM_PTE, "rw", &guessed->page + 4);
}

static void split_below_tail(void)
{
	sim_clear(SIM_AT(4), SIM_PTE);
	sim_flush_tlb();
	sim_set(SIM_AT(4), SIM_PTE, "migration", &guessed->page + 4);
	if (sim_freeze(guessed))
		sim_split_folio(guessed, 1);
	sim_set(SIM_AT(4), SIM_PTE, "rw", &guessed->page + 4);
}

static void map_last_tail(void)
{
	guessed = sim_last_folio(3, SIM_ANON);
	sim_mark_each(guessed);
	sim_map(SIM_AT(4), SIM_PTE, "rw", &guessed->page + 7);
	sim_map(SIM_AT(5), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
}

static void split_below_last(void)
{
	sim_clear(SIM_AT(4), SIM_PTE);
	sim_flush_tlb();
	sim_set(SIM_AT(4), SIM_PTE, "migration", &guessed->page + 7);
	if (sim_freeze(guessed))
		sim_split_folio(guessed, 1);
	sim_set(SIM_AT(4), SIM_PTE, "rw", &guessed->page + 7);
}

static void map_whole(void)
{
	guessed = sim_folio(sim_order(SIM_PMD), SIM_ANON);
	sim_map(SIM_BASE, SIM_PMD, "rw", &guessed->page);
}

/* The next owner's folio ends where the walker enters. */
static void reuse_smaller(void)
{
	sim_clear(SIM_BASE, SIM_PMD);
	sim_flush_tlb();
	sim_release(guessed);
	if (!folio_ref_count(guessed))
		sim_prep(&guessed->page, 2, SIM_ANON);
}

static void step_in(const char *name, void (*setup)(void), void (*other)(void), int nr)
{
	static const unsigned int flags[] = { FOLL_GET | FOLL_FAST_ONLY, PIN | FOLL_WRITE };
	struct schedule s = { .second = -1, .steps = -1 };
	struct outcome o;
	unsigned int f;

	for (f = 0; f < 2; f++) {
		s.first = 0;
		do {
			sim_reset();
			setup();
			sim_the_call.addr = SIM_AT(4);
			sim_the_call.nr = nr;
			sim_the_call.flags = flags[f];
			sim_case("%s, flags %x, before access %d", name, flags[f], s.first);
			o = sim_run(&s, sim_make_call, other);
			sim_check_call();
			if (sim_what_failed())
				sim_fail("returned %d: %s", sim_the_call.ret, sim_what_failed());
		} while (o.accesses > s.first++);
	}
}

static void test_run_guessed(void)
{
	if (!sim_need_trace())
		return;
	step_in("a tail alone, whose folio is split", map_tail, split_below_tail, 1);
	step_in("the last tail of memory, whose folio is split", map_last_tail, split_below_last,
		2);
	if (sim_has(SIM_PMD, "rw"))
		step_in("a huge page becomes a small folio", map_whole, reuse_smaller, 2);
}
SIM_TEST(test_run_guessed);

/* Older kernels have several names for a huge leaf, and any of them may be the one. */
static void test_huge_names(void)
{
	enum sim_level level;
	int i;

	for (level = SIM_PMD; level <= SIM_PUD; level++) {
		/* Of the largest folios there are two. */
		const int nr = sim_order(level) > 11 ? 2 : 3;

		if (!sim_has(level, "rw"))
			continue;
		sim_reset();
		for (i = 0; i < nr; i++)
			sim_map(SIM_BASE + i * sim_size(level), level, "rw",
				&sim_folio(sim_order(level), SIM_ANON)->page);
		for (i = 0; i < nr; i++) {
			sim_case("leaf %d at %s", i, sim_layout.level[level].name);
			sim_call(SIM_BASE + i * sim_size(level) + PAGE_SIZE, 2,
				 FOLL_GET | FOLL_FAST_ONLY, 2);
		}
	}
	if (!sim_test_cases())
		sim_skip("no huge leaf in this layout");
}
SIM_TEST(test_huge_names);
