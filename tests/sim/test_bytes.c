// SPDX-License-Identifier: GPL-2.0
/*
 * test_bytes - a range begins in the page of its first byte, wherever that is in there
 */
#include "race.h"

static void test_bytes(void)
{
	static const long bytes[] = { 0, 1, 123, -2, -1 };
	unsigned int b;
	int nr;

	for (b = 0; b < sizeof(bytes) / sizeof(*bytes); b++) {
		const unsigned long at = bytes[b] < 0 ? PAGE_SIZE + bytes[b] : bytes[b];

		for (nr = 1; nr <= 3; nr++) {
			int i;

			sim_reset();
			for (i = 0; i < nr; i++)
				sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
			sim_case("%d pages from byte %lu on", nr, at);
			sim_call(SIM_BASE + at, nr, FOLL_GET | FOLL_FAST_ONLY, nr);
		}
	}
}
SIM_TEST(test_bytes);
