// SPDX-License-Identifier: GPL-2.0
/*
 * test_public - what the public functions of core/public leave to the slow path
 *
 * Kernels that have public functions of their own check a call before the walker sees it
 * (gup_enter(), see test_range).
 */
#include "race.h"

#if SIM_PINS
static void test_public(void)
{
	sim_skip("this generation has public functions of its own");
}
#else

/* All of a call goes to the slow path, or, @slow being 0, none of it anywhere. */
static void leaves_all(const char *what, unsigned long addr, int nr, int slow)
{
	sim_case("%s", what);
	sim_slow_calls = 0;
	sim_slow_result = -EFAULT;
	sim_call(addr, nr, FOLL_GET, slow ? -EFAULT : 0);
	if (sim_slow_calls != slow)
		sim_fail("the slow path was called %d times", sim_slow_calls);
	if (slow && (sim_slow_start != (addr & PAGE_MASK) || sim_slow_pages != nr))
		sim_fail("the slow path was to take %lu pages at %lx", sim_slow_pages,
			 sim_slow_start);
	sim_case("%s, fast only", what);
	sim_slow_calls = 0;
	sim_call(addr, nr, FOLL_GET | FOLL_FAST_ONLY, 0);
	if (sim_slow_calls)
		sim_fail("the slow path was called");
}

/* Where the tables have the last page of all addresses. */
static unsigned long last_index(void)
{
	const int bits = sim_layout.level[SIM_PGD].shift +
			 __builtin_ctzl(sim_layout.level[SIM_PGD].entries);

	return (bits < 8 * (int)sizeof(long) ? (1UL << bits) - 1 : ~0UL) & PAGE_MASK;
}

static void map_one(unsigned long addr)
{
	sim_map(addr, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
}

#if SIM_PASSES_FLAGS
static int with_another_flag(unsigned long start, int nr_pages, unsigned int flags,
			     struct page **pages)
{
	return get_user_pages_fast(start, nr_pages, flags | 0x10000, pages);
}
#endif

static void test_public(void)
{
	const unsigned long end = sim_reach();

	map_one(0);	/* where an index that wraps would lead */
	map_one(SIM_AT(0));
	map_one(SIM_AT(1));
	map_one(end - PAGE_SIZE);
	if (last_index() != end - PAGE_SIZE)
		map_one(last_index());
	/* The range is the public functions' to check, and nobody else's. */
	sim_access_end = ~0UL;
	leaves_all("no page", SIM_BASE, 0, 0);
	leaves_all("less than none", SIM_BASE, -1, 0);
	leaves_all("a range that wraps", ~0UL & PAGE_MASK, 2, 1);
	if (sizeof(long) == 4) {
		leaves_all("all pages of a word of addresses", SIM_BASE, 1 << (32 - PAGE_SHIFT), 1);
		leaves_all("all of them and two more", SIM_BASE, (1 << (32 - PAGE_SHIFT)) + 2, 1);
	}
	/* A layout that can hold all of user space has an entry for each of its addresses. */
	if (end == TASK_SIZE_MAX) {
		leaves_all("the last page of user space, and one more", end - PAGE_SIZE, 2, 1);
		leaves_all("the first page after user space", end, 1, 1);
	}
#if SIM_PASSES_FLAGS
	sim_the_call.walk = with_another_flag;
	sim_case("a flag that the walker does not know");
	sim_slow_calls = 0;
	sim_slow_result = -EFAULT;
	sim_call(SIM_BASE, 2, FOLL_GET, -EFAULT);
	if (sim_slow_calls != 1 || sim_slow_flags != SIM_TOLD(FOLL_GET | 0x10000))
		sim_fail("the slow path was called %d times, and told flags %x", sim_slow_calls,
			 sim_slow_flags);
	sim_the_call.walk = NULL;
#endif
}
#endif
SIM_TEST(test_public);
