// SPDX-License-Identifier: GPL-2.0
/*
 * test_noise - what the MMU changes in an entry is no reason to stop
 */
#include "race.h"

static enum sim_level noise_level;
static bool writable;

static void noise_setup(void)
{
	sim_map(SIM_BASE, noise_level, writable ? "rw" : "ro",
		&sim_folio(sim_order(noise_level), SIM_ANON)->page);
}

static void mmu(void)
{
	sim_make_noise(SIM_BASE, noise_level, writable);
}

static void taken(void)
{
	if (sim_the_call.ret != 1)
		sim_violation("accessed or dirty stopped the walk");
}

static void change(bool of_writable)
{
	const struct sim_race race = {
		sim_layout.level[noise_level].name, noise_setup, mmu, taken,
		.nr = 1, .one_sided = true,
		.flags = of_writable ? FOLL_PIN | FOLL_WRITE : FOLL_PIN,
	};

	writable = of_writable;
	if (sim_has(noise_level, "rw") && sim_layout.noise[writable])
		sim_race(&race);
}

static void test_noise(void)
{
	if (!sim_layout.noise[0] && !sim_layout.noise[1]) {
		sim_skip("the port compares entries bit by bit in this layout");
		return;
	}
	for (noise_level = SIM_PTE; noise_level <= SIM_PUD; noise_level++) {
		change(false);
		change(true);
	}
}
SIM_TEST(test_noise);
