// SPDX-License-Identifier: GPL-2.0
/*
 * test_leaf.c - one leaf of each kind at each level
 */
#include "test.h"

#define BASE	0x40000000UL

static const unsigned int accesses[] = {
	FOLL_GET, FOLL_GET | FOLL_WRITE, FOLL_PIN, FOLL_PIN | FOLL_WRITE,
	FOLL_PIN | FOLL_LONGTERM, FOLL_PIN | FOLL_WRITE | FOLL_LONGTERM,
};

/* The kinds of the layout, taken or refused as their name says. */
static void test_leaf(void)
{
	unsigned int a;
	int m;

	for (m = 0; m < sim_layout.made; m++) {
		enum sim_level level = sim_layout.make[m].level;
		const char *kind = sim_layout.make[m].kind;

		if (!sim_layout.level[level].leaf)
			continue;
		for (a = 0; a < sizeof(accesses) / sizeof(*accesses); a++) {
			unsigned int flags = accesses[a];
			int allows = sim_kind_allows(kind);
			int ret = allows & (flags & FOLL_WRITE ? SIM_WRITE : SIM_READ) ? 1 : 0;
			struct folio *folio;

			if (allows & SIM_DEVICE && flags & FOLL_LONGTERM)
				ret = 0;
			sim_reset();
			folio = sim_folio(sim_order(level), SIM_ANON);
			if (allows & SIM_DEVICE)
				set_bit(PG_device, &folio->flags);
			sim_map(BASE, level, kind, &folio->page);
			sim_case("%s %s, flags %x", sim_layout.level[level].name, kind, flags);
			sim_call(BASE, 1, flags | FOLL_FAST_ONLY, ret);
		}
	}
}
SIM_TEST(test_leaf);
