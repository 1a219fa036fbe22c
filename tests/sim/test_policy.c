// SPDX-License-Identifier: GPL-2.0
/*
 * test_policy - what the kernel lets nobody take, or nobody take so; and counts
 * that are near their end
 */
#include "race.h"

#define LONG	(FOLL_PIN | FOLL_LONGTERM)

static void test_policy(void)
{
	static struct address_space * const anon = SIM_ANON;
	const struct {
		const char *name;
		struct address_space *mapping;
		int order, flag;	/* flag: -1 or a PG_ */
		int get, pin, write, longterm, longterm_write;
	} pages[] = {
		{ "anonymous", anon, 0, -1, 1, 1, 1, 1, 1 },
		{ "anonymous, large", anon, 2, -1, 1, 1, 1, 1, 1 },
		{ "shmem", &sim_shmem, 0, -1, 1, 1, 1, 1, 1 },
		{ "file", &sim_regular, 0, -1, 1, 1, 1, 1, 0 },
		{ "file, large", &sim_regular, 2, -1, 1, 1, 1, 1, 0 },
		{ "shmem, large", &sim_shmem, 2, -1, 1, 1, 1, 1, 1 },
		{ "secretmem", &sim_secretmem, 0, -1, 0, 0, 0, 0, 0 },
		{ "no mapping", NULL, 0, -1, 1, 1, 1, 1, 0 },
		{ "hugetlb", NULL, 2, PG_hugetlb, 1, 1, 1, 1, 1 },
		{ "hugetlb, a file's", &sim_regular, 2, PG_hugetlb, 1, 1, 1, 1, 1 },
		{ "movable", anon, 0, PG_movable, 1, 1, 1, 0, 0 },
		{ "a peer's memory", anon, 0, PG_p2pdma, 0, 0, 0, 0, 0 },
		{ "not accessible yet", anon, 0, PG_inaccessible, 1, !SIM_MAKES_ACCESSIBLE,
		  !SIM_MAKES_ACCESSIBLE, !SIM_MAKES_ACCESSIBLE, !SIM_MAKES_ACCESSIBLE },
		{ "other kinds of mapping", (void *)2UL, 0, -1, 0, 0, 0, 0, 0 },
		{ "the same, wherever it is", (void *)~1UL, 0, -1, 0, 0, 0, 0, 0 },
		{ "shmem, wherever its file is", SIM_ALL_BITS, 0, -1, 1, 1, 1, 1, 1 },
	};
	unsigned int n, f;

	if (!SIM_PINS) {
		sim_skip("what is mapped may be taken in this generation");
		return;
	}
	for (n = 0; n < sizeof(pages) / sizeof(*pages); n++) {
		const struct { unsigned int flags; int ret; } calls[] = {
			{ FOLL_GET, pages[n].get },
			{ FOLL_PIN, pages[n].pin },
			{ FOLL_PIN | FOLL_WRITE, pages[n].write },
			{ LONG, pages[n].longterm },
			{ LONG | FOLL_WRITE, pages[n].longterm_write },
		};
		bool secret = pages[n].mapping == &sim_secretmem;

		/* Who builds without secretmem does not look for it. */
		if (!IS_ENABLED(CONFIG_SECRETMEM) &&
		    (secret || (unsigned long)pages[n].mapping & 2))
			continue;
		if ((!SIM_REFUSES_FILES || SIM_READS_FILES) && pages[n].mapping == SIM_ALL_BITS)
			continue;
		if (!SIM_PEERS && pages[n].flag == PG_p2pdma)
			continue;
		for (f = 0; f < 5; f++) {
			unsigned int flags = calls[f].flags;
			int ret = calls[f].ret;
			struct folio *folio;

			if (!SIM_REFUSES_FILES && f == 4)
				ret = calls[3].ret;

			sim_reset();
			folio = sim_folio(pages[n].order, pages[n].mapping);
			if (pages[n].flag >= 0)
				set_bit(pages[n].flag, &folio->flags);
			sim_map(SIM_AT(1), SIM_PTE, "rw", &folio->page);
			sim_case("%s, flags %x", pages[n].name, flags);
			sim_call(SIM_AT(1), 1, flags | FOLL_FAST_ONLY, ret);
			sim_map(SIM_AT(2), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
			sim_map(SIM_AT(0), SIM_PTE, "rw", &sim_folio(0, &sim_shmem)->page);
			sim_case("%s, flags %x, between others", pages[n].name, flags);
			sim_call(SIM_AT(0), 3, flags | FOLL_FAST_ONLY, ret ? 3 : 1);
		}
	}
	if (!SIM_PEERS)
		return;
	sim_reset();
	sim_map(SIM_BASE, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	set_bit(PG_p2pdma, &page_folio(&sim_pages[1])->flags);
	sim_case("a peer's memory, asked for");
	sim_call(SIM_BASE, 1, FOLL_GET | FOLL_PCI_P2PDMA | FOLL_FAST_ONLY, 1);
	sim_map(SIM_AT(1), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	sim_case("a peer's memory and other, asked for");
	sim_call(SIM_BASE, 2, FOLL_GET | FOLL_PCI_P2PDMA | FOLL_FAST_ONLY, 2);
}
SIM_TEST(test_policy);

static void test_refs_slab(void)
{
	struct folio *folio = sim_folio(0, NULL);

	if (!IS_ENABLED(CONFIG_SECRETMEM)) {
		sim_skip("nothing looks at the mapping without secretmem");
		return;
	}
	set_bit(PG_slab, &folio->flags);
	sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page);
	sim_expect_warning(true);
	sim_case("a slab page, which nobody may map");
	sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 0);
	if (!sim_warnings())
		sim_fail("there was no warning");
}
SIM_TEST(test_refs_slab);

/* Kernels without pins take what is mapped; of slab there is no lock, and a tail counts nothing. */
static void test_refs_slab_tails(void)
{
	struct folio *folio;
	int i;

	if (SIM_PINS) {
		sim_skip("slab is refused, or looked at by nobody, in this generation");
		return;
	}
	folio = sim_folio(2, NULL);
	set_bit(PG_slab, &folio->flags);
	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &folio->page + 1 + i);
	for (i = 1; i <= 3; i++) {
		sim_case("%d tails of slab", i);
		sim_call(SIM_BASE, i, FOLL_GET | FOLL_FAST_ONLY, i);
	}
}
SIM_TEST(test_refs_slab_tails);

static void no_reference(int order, unsigned int flags)
{
	struct folio *folio;

	sim_reset();
	folio = sim_folio(order, SIM_ANON);
	sim_mark_each(folio);
	sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page);
	atomic_set(&folio->_refcount, -1);
	folio->owned = -1;
	sim_expect_warning(true);
	sim_case("order %d, a count that is over its limit, flags %x", order, flags);
	sim_call(SIM_BASE, 1, flags | FOLL_FAST_ONLY, 0);
	if (SIM_PINS && !sim_warnings())
		sim_fail("there was no warning");
	atomic_set(&folio->_refcount, 0);
	folio->owned = 0;
	sim_case("order %d, a page that is being freed, flags %x", order, flags);
	sim_call(SIM_BASE, 1, flags | FOLL_FAST_ONLY, 0);
	sim_call(SIM_BASE, 2, flags | FOLL_FAST_ONLY, 0);
}

static void test_refs(void)
{
	static const unsigned int flags[] = { FOLL_GET, FOLL_PIN };
	struct folio *folio;
	unsigned int f;
	int order;

	for (f = 0; f < 2; f++) {
		no_reference(0, flags[f]);
		no_reference(2, flags[f]);
		sim_reset();
		sim_map(SIM_BASE, SIM_PTE, "ro", sim_zero_page);
		sim_map(SIM_AT(1), SIM_PTE, "ro", sim_zero_page);
		sim_map(SIM_AT(2), SIM_PTE, "ro", &sim_folio(0, SIM_ANON)->page);
		sim_case("the zero page, flags %x", flags[f]);
		sim_call(SIM_BASE, 3, flags[f] | FOLL_FAST_ONLY, 3);
		sim_case("the zero page alone, flags %x", flags[f]);
		sim_call(SIM_BASE, 1, flags[f] | FOLL_FAST_ONLY, 1);
		if (!SIM_PINS || SIM_PINS_ZERO_PAGE)
			continue;
		sim_case("the zero page for long, which must be given back");
		sim_call(SIM_BASE, 1, FOLL_PIN | FOLL_LONGTERM | FOLL_FAST_ONLY,
			 SIM_UNSHARES_FILES ? 0 : 1);
		sim_call(SIM_BASE, 2, FOLL_PIN | FOLL_LONGTERM | FOLL_FAST_ONLY,
			 SIM_UNSHARES_FILES ? 0 : 2);
	}
	sim_reset();
	folio = sim_folio(0, SIM_ANON);
	folio->compound_head = (unsigned long)&sim_mm & ~1UL;
	sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page);
	sim_case("the word of the head is something else's, if there is none");
	sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
	sim_map(SIM_AT(1), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	sim_call(SIM_BASE, 2, FOLL_PIN | FOLL_FAST_ONLY, 2);
	/* Nodes: pins are counted where the page is. */
	if (!SIM_PINS)
		return;
	sim_reset();
	for (order = 0; order < 6; order++) {
		folio = sim_folio(0, SIM_ANON);
		if (order % 3 == 1)
			set_bit(PG_node1, &folio->flags);
		sim_map(SIM_AT(order), SIM_PTE, "rw", &folio->page);
	}
	sim_case("pages of two nodes");
	sim_call(SIM_BASE, 6, FOLL_PIN | FOLL_FAST_ONLY, 6);
	/* Of each node at once, and once more for each page that is given back. */
	if (sim_counted != 5 + 6)
		sim_fail("a counter is changed %d times", sim_counted);
	for (order = 0; order < 2; order++)
		if (sim_node_counter(order, NR_FOLL_PIN_ACQUIRED) != (order ? 2 : 4))
			sim_fail("%ld pins are accounted to node %d",
				 sim_node_counter(order, NR_FOLL_PIN_ACQUIRED), order);
	sim_counted = 0;
	sim_case("the same pages, not pinned");
	sim_call(SIM_BASE, 6, FOLL_GET | FOLL_FAST_ONLY, 6);
	if (sim_counted)
		sim_fail("a counter is changed %d times", sim_counted);
}
SIM_TEST(test_refs);

/* Referenced: told once, where it is not known yet. */
static void touch(enum sim_level level, int nr)
{
	struct folio *folio = sim_folio(sim_order(level), SIM_ANON);

	clear_bit(PG_referenced, &folio->flags);
	sim_map(SIM_BASE, level, "rw", &folio->page);
	if (level == SIM_PTE)
		sim_map(SIM_AT(1), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	sim_case("%d pages of a %s that was not referenced", nr, sim_layout.level[level].name);
	sim_call(SIM_BASE, nr, FOLL_GET | FOLL_FAST_ONLY, nr);
	if (folio_test_referenced(folio) != SIM_TELLS_RECLAIM)
		sim_fail("reclaim is %stold", SIM_TELLS_RECLAIM ? "not " : "");
	set_bit(PG_referenced, &folio->flags);
	sim_case("%d pages of a %s that was", nr, sim_layout.level[level].name);
	sim_call(SIM_BASE, nr, FOLL_GET | FOLL_FAST_ONLY, nr);
	if (sim_events(SIM_EV_RMW, &folio->flags, 1))
		sim_fail("reclaim is told again");
}

static void test_refs_touch(void)
{
	enum sim_level level;
	int nr;

	for (level = SIM_PTE; level <= SIM_PUD; level++)
		for (nr = 1; nr <= 2 && sim_has(level, "rw"); nr++) {
			sim_reset();
			touch(level, nr);
		}
}
SIM_TEST(test_refs_touch);
