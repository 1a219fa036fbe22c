// SPDX-License-Identifier: GPL-2.0
/*
 * test_range - where a range begins and ends, and what is in its way
 */
#include "race.h"

#define GET	(FOLL_GET | FOLL_FAST_ONLY)

static void map_pages(unsigned long addr, int nr)
{
	for (; nr; nr--, addr += PAGE_SIZE)
		sim_map(addr, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
}

/* Ranges around a boundary of each level's tables, from and to anywhere. */
static void test_range_boundaries(void)
{
	enum sim_level level;
	int from, to;

	for (level = SIM_PMD; level <= SIM_PGD; level++) {
		unsigned long bound = (SIM_BASE | (sim_size(level) - 1)) + 1;

		if (sim_layout.level[level].folded || bound + 4 * PAGE_SIZE > sim_reach() ||
		    bound < SIM_BASE)
			continue;
		for (from = -4; from < 4; from++) {
			for (to = from; to <= 5; to++) {
				int ret = to > 3 ? 3 - from : to - from;

				if (from == -4)
					ret = 0;
				sim_reset();
				/* Tables of neighbours are seldom neighbours. */
				if (to & 1)
					sim_build(bound, SIM_PTE);
				map_pages(bound - 3 * PAGE_SIZE, 6);
				sim_case("pages %d to %d around a boundary of %s", from, to,
					 sim_layout.level[level].name);
				sim_call(bound + from * PAGE_SIZE + 123, to - from, GET,
					 from > 3 ? 0 : ret);
			}
		}
	}
}
SIM_TEST(test_range_boundaries);

/* Each bit of an address says in which table, or where in it, its leaf stands. */
static void test_range_bits(void)
{
	enum sim_level level;
	unsigned int bit;

	for (level = SIM_PTE; level <= SIM_PUD; level++) {
		if (!sim_has(level, "rw"))
			continue;
		for (bit = sim_layout.level[level].shift; bit < 8 * sizeof(long); bit++) {
			unsigned long addr = (SIM_BASE & ~(sim_size(level) - 1)) ^ 1UL << bit;

			if (addr >= sim_reach())
				continue;
			sim_reset();
			sim_map(addr, level, "rw", &sim_folio(sim_order(level), SIM_ANON)->page);
			sim_case("%s at %lx", sim_layout.level[level].name, addr);
			sim_call(addr, 1, GET, 1);
		}
	}
}
SIM_TEST(test_range_bits);

/* Whatever may not be taken ends the walk, wherever it stands. */
static void test_range_stops(void)
{
	int m, at, nr;

	for (m = -1; m < sim_layout.made; m++) {
		const char *kind = m < 0 ? NULL : sim_layout.make[m].kind;

		if (kind && (sim_layout.make[m].level != SIM_PTE || sim_kind_allows(kind)))
			continue;
		for (nr = 1; nr <= 9; nr++) {
			for (at = 0; at < nr; at++) {
				sim_reset();
				map_pages(SIM_BASE, nr);
				if (kind)
					sim_set(SIM_AT(at), SIM_PTE, kind,
						&sim_folio(0, SIM_ANON)->page);
				else
					sim_clear(SIM_AT(at), SIM_PTE);
				sim_case("%s in place %d of %d", kind ? kind : "nothing", at, nr);
				sim_call(SIM_BASE, nr, GET, at);
			}
		}
	}
}
SIM_TEST(test_range_stops);

/* Many pages: each batch's and each piece's first and last one. */
static void test_range_long(void)
{
	static const int lengths[] = { 62, 63, 64, 65, 127, 128, 129, 600, 1023, 1024, 1025, 2100 };
	static const int backs[] = { 0, 1, 2, 63, 64, 65 };
	unsigned int l, b;

	for (l = 0; l < sizeof(lengths) / sizeof(*lengths); l++) {
		for (b = 0; b < 6; b++) {
			int nr = lengths[l], ret = nr - backs[b];

			if (ret < 0)
				continue;
			sim_reset();
			map_pages(SIM_BASE, nr);
			if (ret < nr)
				sim_clear(SIM_AT(ret), SIM_PTE);
			sim_case("%d pages, %d are there", nr, ret);
			sim_call(SIM_BASE, nr, FOLL_PIN | FOLL_FAST_ONLY, ret);
		}
	}
}
SIM_TEST(test_range_long);

/* Upper tables that are missing, or entries there that are no tables. */
static void test_range_holes(void)
{
	enum sim_level level;
	int m;

	for (level = SIM_PMD; level <= SIM_PGD; level++) {
		if (sim_layout.level[level].folded)
			continue;
		sim_reset();
		map_pages(SIM_BASE, 2);
		sim_clear(SIM_BASE, level);
		sim_case("no entry at %s", sim_layout.level[level].name);
		sim_call(SIM_BASE, 2, GET, 0);
	}
	for (m = 0; m < sim_layout.made; m++) {
		if (strcmp(sim_layout.make[m].kind, "bad"))
			continue;
		sim_reset();
		map_pages(SIM_BASE, 2);
		sim_set(SIM_BASE, sim_layout.make[m].level, "bad", NULL);
		sim_case("neither memory nor a table at %s",
			 sim_layout.level[sim_layout.make[m].level].name);
		sim_call(SIM_BASE, 1, GET, 0);
		sim_call(SIM_BASE, 2, GET, 0);
	}
	sim_reset();
	map_pages(SIM_BASE, 2);
	sim_no_table = true;
	sim_case("a table of ptes that is gone");
	sim_call(SIM_BASE, 2, GET, 0);
	sim_reset();
	sim_case("an empty process");
	sim_call(SIM_BASE, 3, GET, 0);
}
SIM_TEST(test_range_holes);

/* Nothing, too much, and the end of user space. */
static void test_range_limits(void)
{
	unsigned long last = sim_reach() - PAGE_SIZE;
	/* The slow path may think so, too. */
	int beyond = sim_reach() < TASK_SIZE_MAX ? 0 : SIM_TOO_FAR, over, ret;

	map_pages(SIM_BASE, 2);
	sim_case("no page");
	sim_call(SIM_BASE, 0, GET, 0);
	sim_case("less than none");
	sim_call(SIM_BASE, -1, GET, SIM_OVERFLOW);
	sim_case("a range that wraps");
	sim_call(~0UL & PAGE_MASK & (sim_layout.tag ? (1UL << sim_layout.tag) - 1 : ~0UL), 2, GET,
		 sim_layout.tag ? SIM_TOO_FAR : SIM_OVERFLOW);
	sim_case("a range that wraps by its length");
	ret = (0x7fffffffUL << PAGE_SHIFT) + SIM_BASE > last + PAGE_SIZE ? beyond : 2;
	if (sizeof(long) == 4)
		ret = SIM_OVERFLOW;
	sim_call(SIM_BASE, 0x7fffffff, GET, ret);
	sim_reset();
	map_pages(last, 1);
	sim_case("the last page of user space");
	sim_call(last, 1, GET, 1);
	sim_case("its last byte");
	sim_call(last + PAGE_SIZE - 1, 1, GET, 1);
	sim_case("one page more");
	over = last + 2 * PAGE_SIZE ? beyond : SIM_OVERFLOW;
	sim_call(last, 2, GET, over);
	sim_case("the first page after user space");
	map_pages(0, 1);	/* where an index that wraps would lead */
	sim_call(last + PAGE_SIZE, 1, GET, over);
	sim_reset();
	map_pages(0, 1);
	sim_case("the first page of user space");
	sim_call(0, 1, GET, 1);
	sim_case("a page that this process may not access");
	map_pages(SIM_BASE, 2);
	sim_access_end = SIM_BASE + PAGE_SIZE;
	sim_call(SIM_BASE, 1, GET, 1);
	sim_call(SIM_BASE, 2, GET, SIM_TOO_FAR);
	/* Older public functions know what they are told. */
	if (!SIM_PINS)
		return;
	sim_case("the first page after user space, if nobody says no");
	sim_access_end = ~0UL;
	sim_call(TASK_SIZE_MAX, 1, GET, TASK_SIZE_MAX + PAGE_SIZE ? -EFAULT : SIM_OVERFLOW);
	sim_access_end = TASK_SIZE_MAX;
	sim_case("flags that nobody knows");
	sim_expect_warning(true);
	sim_call(0, 1, GET | 1U << 30, -EINVAL);
}
SIM_TEST(test_range_limits);

/* Whose pages stand where an address of the hole would lead, once its upper bits are gone. */
static unsigned long without_upper_bits(unsigned long addr)
{
	const int bits = sim_layout.level[SIM_PGD].shift +
			 __builtin_ctzl(sim_layout.level[SIM_PGD].entries);

	return addr & ((1UL << bits) - 1);
}

/* No part of a range may lie in the hole, which tables may hold as other addresses. */
static void test_range_hole(void)
{
	const unsigned long hole = sim_layout.hole, end = sim_layout.hole_end;
	unsigned long again;

	if (!end) {
		sim_skip("there is no hole in the addresses of this layout");
		return;
	}
	map_pages(hole - PAGE_SIZE, 1);
	/* Where the hole's last page would lead stands one, too. */
	map_pages(end - PAGE_SIZE, 3);
	sim_case("the last page below the hole");
	sim_call(hole - PAGE_SIZE, 1, GET, 1);
	sim_case("one page more");
	sim_call(hole - PAGE_SIZE, 2, GET, 0);
	sim_case("pages above the hole");
	sim_call(end, 2, GET, 2);
	sim_case("one page before them");
	sim_call(end - PAGE_SIZE, 2, GET, 0);
	/* It has the first one's place in the tables, and is an address in the hole. */
	if (without_upper_bits(end) != end && without_upper_bits(end) >= hole) {
		sim_case("the hole, by what stands above it");
		sim_call(without_upper_bits(end), 2, GET, 0);
	}
	sim_reset();
	map_pages(SIM_BASE, 2);
	again = SIM_BASE + without_upper_bits(~0UL) + 1;
	if (again >= hole && again < end) {
		sim_case("the hole, where the tables start again");
		sim_call(again, 2, GET, 0);
	}
}
SIM_TEST(test_range_hole);

static void test_range_tag(void)
{
	if (!sim_layout.tag) {
		sim_skip("addresses have no tags in this layout");
		return;
	}
	map_pages(SIM_BASE, 3);
	sim_case("an address with a tag");
	sim_call(SIM_BASE | 0x5aUL << sim_layout.tag, 3, GET, 3);
}
SIM_TEST(test_range_tag);

/* A CPU that the walker cannot be used on: no table is looked at. */
static void test_range_quirks(void)
{
	int quirk;

	if (!sim_layout.quirks)
		sim_skip("no CPU of this layout must be kept from the walker");
	for (quirk = 1; quirk <= sim_layout.quirks; quirk++) {
		sim_reset();
		map_pages(SIM_BASE, 2);
		sim_quirk = quirk;
		sim_case("quirk %d", quirk);
		sim_call(SIM_BASE, 2, GET, 0);
	}
}
SIM_TEST(test_range_quirks);

/* As many pages as there are in a word of addresses are no byte long. */
static void test_range_length(void)
{
	const int all = sizeof(long) == 4 ? 1 << (32 - PAGE_SHIFT) : 0;

	if (!all) {
		sim_skip("a length in bytes fits into a word of 64 bits");
		return;
	}
	map_pages(SIM_AT(0), 8);
	sim_case("all pages of a word of addresses");
	sim_call(SIM_BASE, all, GET, SIM_OVERFLOW);
	sim_case("all of them and one more");
	sim_call(SIM_BASE, all + 1, GET, SIM_OVERFLOW);
}
SIM_TEST(test_range_length);
