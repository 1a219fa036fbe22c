// SPDX-License-Identifier: GPL-2.0
/*
 * test_leaf.c - one leaf of each kind at each level
 */
#include "test.h"

#define BASE	0x40000000UL

static const unsigned int accesses[] = {
	FOLL_GET, FOLL_GET | FOLL_WRITE, FOLL_PIN, FOLL_PIN | FOLL_WRITE,
	FOLL_PIN | FOLL_LONGTERM, FOLL_PIN | FOLL_WRITE | FOLL_LONGTERM,
	/* What the slow path is told, and means neither "to write" nor "for long". */
	FOLL_GET | FOLL_OTHERS, FOLL_PIN | FOLL_OTHERS,
};

static void block_part(const char *kind, int order, int from, int nr)
{
	struct folio *folio;
	int i;

	sim_reset();
	folio = sim_folio(order, SIM_ANON);
	sim_mark_each(folio);
	for (i = 0; i < 1 << order; i++)
		sim_map(BASE + i * PAGE_SIZE, SIM_PTE, kind, &folio->page + i);
	sim_case("%s, %d pages from %d", kind, nr, from);
	sim_call(BASE + from * PAGE_SIZE, nr, FOLL_PIN | FOLL_FAST_ONLY, nr);
}

/*
 * Where each entry of a block is the first one's, the address alone tells which
 * page is meant; whole blocks, and parts of them.
 */
static void test_leaf_block(void)
{
	int m, from, nr;

	for (m = 0; m < sim_layout.made; m++) {
		int order = sim_layout.make[m].block, pages = 1 << order;

		if (!order)
			continue;
		for (from = 0; from < pages; from++)
			for (nr = 1; nr <= pages - from; nr++)
				block_part(sim_layout.make[m].kind, order, from, nr);
	}
	if (!sim_test_cases())
		sim_skip("no kind of entry has its frame from a block in this layout");
}
SIM_TEST(test_leaf_block);

/*
 * Neighbours need not be of one device: the second one's may be gone, and is held by no
 * reference on the first one's pagemap.
 */
static void test_leaf_device(void)
{
	struct folio *first, *second;

	if (!sim_has(SIM_PTE, "device")) {
		sim_skip("no device's memory has struct pages here");
		return;
	}
	first = sim_folio(0, &sim_shmem);
	second = sim_folio(0, &sim_shmem);
	set_bit(PG_device, &first->flags);
	sim_map(BASE, SIM_PTE, "device", &first->page);
	sim_map(BASE + PAGE_SIZE, SIM_PTE, "device", &second->page);
	sim_case("pages of two devices, the second one gone");
	sim_call(BASE, 2, FOLL_GET | FOLL_FAST_ONLY, 1);
	sim_map(BASE - PAGE_SIZE, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	sim_case("a page of a device that is gone, behind another one");
	sim_map(BASE, SIM_PTE, "device", &second->page);
	sim_call(BASE - PAGE_SIZE, 2, FOLL_GET | FOLL_FAST_ONLY, 1);
	sim_map(BASE, SIM_PTE, "device", &first->page);
	set_bit(PG_device, &second->flags);
	sim_case("pages of two devices");
	sim_call(BASE, 2, FOLL_GET | FOLL_FAST_ONLY, 2);
}
SIM_TEST(test_leaf_device);

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

			if (SIM_PINS && allows & SIM_DEVICE && flags & FOLL_LONGTERM)
				ret = 0;
			sim_reset();
			folio = sim_folio(sim_order(level) + sim_kind_block(kind), SIM_ANON);
			if (allows & SIM_DEVICE)
				set_bit(PG_device, &folio->flags);
			sim_map(BASE, level, kind, &folio->page);
			sim_case("%s %s, flags %x", sim_layout.level[level].name, kind, flags);
			sim_call(BASE, 1, flags | FOLL_FAST_ONLY, ret);
		}
	}
}
SIM_TEST(test_leaf);
