// SPDX-License-Identifier: GPL-2.0
/*
 * race_device - a device goes away, and its struct pages with it
 *
 * Other CPU: unmaps the page and flushes; memunmap_pages() marks the pagemap as
 * dying, waits until nobody has a reference on it or on its pages, and frees
 * the struct pages themselves.
 * Without a reference on the pagemap there may be no struct page to look at.
 * The first conversion of x86 lost it and was reverted (6dd29b3df975).
 */
#include "race.h"

static enum sim_level device_level;
static struct folio *device_folio;

static void device_setup(void)
{
	device_folio = sim_folio(sim_order(device_level), &sim_shmem);
	set_bit(PG_device, &device_folio->flags);
	sim_map(SIM_BASE, device_level, "device", &device_folio->page);
}

static void unplug(void)
{
	sim_clear(SIM_BASE, device_level);
	sim_step();
	sim_flush_tlb();
	sim_step();
	__atomic_store_n(&sim_pgmap.dying, true, __ATOMIC_SEQ_CST);
	sim_step();
	/* Who has one now would be waited for. */
	if (atomic_read(&sim_pgmap.users) || folio_ref_count(device_folio) != device_folio->owned)
		return;
	sim_release(device_folio);
	if (!folio_ref_count(device_folio))
		device_folio->flags = 1UL << PG_gone;
}

static void race_device(void)
{
	bool any = false;

	for (device_level = SIM_PTE; device_level <= SIM_PUD; device_level++) {
		const struct sim_race race = {
			sim_layout.level[device_level].name, device_setup, unplug, .nr = 1,
		};

		if (!sim_has(device_level, "device"))
			continue;
		any = true;
		sim_race(&race);
	}
	if (!any)
		sim_skip("no device's memory has struct pages here");
}
SIM_TEST(race_device);
