// SPDX-License-Identifier: GPL-2.0
/*
 * test_spared - what a kernel that does not debug is spared
 */
#include "race.h"

static void test_spared(void)
{
	int i;

	if (IS_ENABLED(CONFIG_DEBUG_VM)) {
		sim_skip("the kernel of this layout debugs");
		return;
	}
	for (i = 0; i < 2; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	for (i = 1; i < 3; i++) {
		sim_case("%d pages are pinned", i);
		sim_call(SIM_BASE, i, FOLL_PIN | FOLL_FAST_ONLY, i);
	}
	if (sim_checked_calls)
		sim_fail("pages were checked %d times", sim_checked_calls);
}
SIM_TEST(test_spared);
