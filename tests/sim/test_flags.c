// SPDX-License-Identifier: GPL-2.0
/*
 * test_flags - each flag means itself, whatever else a call says
 *
 * The walker looks at few flags, one at a time. Here calls say all that they may, but for
 * the one in question.
 */
#include "race.h"

#define ANY	(FOLL_WRITE | FOLL_LONGTERM | FOLL_FAST_ONLY | FOLL_OTHERS)

static void want(const char *what, int nr, unsigned int flags, int ret)
{
	sim_case("%s, flags %x", what, flags);
	sim_call(SIM_BASE, nr, flags, ret);
}

/* A reference is no pin: neither taken so nor given back so, and fork may go on. */
static void test_flags_get(void)
{
	const unsigned int flags = FOLL_GET | ANY;
	struct folio *folio;
	int i;

	if (!SIM_PINS) {
		sim_skip("there are no pins in this generation");
		return;
	}
	sim_map(SIM_AT(0), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	folio = sim_folio(2, SIM_ANON);
	sim_mark_each(folio);
	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(1 + i), SIM_PTE, "rw", &folio->page + i);
	sim_mm.write_protect_seq.sequence = 7;
	want("one page, in the middle of a fork", 1, flags, 1);
	want("pages of two folios, in the middle of a fork", 4, flags, 4);
	if (sim_has_pinned(&sim_mm))
		sim_fail("the next fork is told that there are pins");
	if (sim_has(SIM_PMD, "rw")) {
		sim_reset();
		sim_map(SIM_BASE, SIM_PMD, "rw", &sim_folio(sim_order(SIM_PMD), SIM_ANON)->page);
		want("a huge page", 3, flags, 3);
	}
	if (sim_has(SIM_PMD, "device")) {
		sim_reset();
		folio = sim_folio(sim_order(SIM_PMD), &sim_shmem);
		sim_map(SIM_BASE, SIM_PMD, "device", &folio->page);
		sim_split_folio(folio, 1);
		for (i = 0; i < 3; i++)
			set_bit(PG_device, &(&folio->page)[i].flags);
		want("a huge leaf of a device", 3, flags & ~FOLL_LONGTERM, 3);
	}
	if (IS_ENABLED(CONFIG_SECRETMEM)) {
		sim_reset();
		sim_map(SIM_BASE, SIM_PTE, "rw", &sim_folio(0, &sim_secretmem)->page);
		want("a page that is given back", 1, flags, 0);
	}
	sim_reset();
	folio = sim_folio(0, SIM_ANON);
	set_bit(PG_inaccessible, &folio->flags);
	clear_bit(PG_referenced, &folio->flags);
	sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page);
	want("a page whose content is not wanted", 1, flags, 1);
}
SIM_TEST(test_flags_get);

/* A kernel that debugs looks at all that is pinned, once. */
static void check_checked(int nr, unsigned int flags)
{
	const bool pin = flags & FOLL_PIN;

	want("what is checked", nr, flags, nr);
	if (sim_checked_calls != pin)
		sim_fail("pages were checked %d times", sim_checked_calls);
	if (pin && (sim_checked != sim_the_call.pages || sim_checked_pages != nr))
		sim_fail("%lu pages were checked", sim_checked_pages);
	sim_checked_calls = 0;
}

static void test_flags_checked(void)
{
	int i;

	if (!IS_ENABLED(CONFIG_DEBUG_VM)) {
		sim_skip("the kernel of this layout does not debug");
		return;
	}
	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	for (i = 1; i <= 3; i += 2) {
		check_checked(i, FOLL_GET | ANY);
		check_checked(i, FOLL_PIN | FOLL_FAST_ONLY);
		check_checked(i, FOLL_PIN | ANY);
	}
}
SIM_TEST(test_flags_checked);

static void test_flags_pin(void)
{
	struct folio *folio;

	if (!SIM_PINS) {
		sim_skip("there are no pins in this generation");
		return;
	}
	folio = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &folio->flags);
	sim_map(SIM_BASE, SIM_PTE, "ro", &folio->page);
	want("a shared page, not for writing", 1, FOLL_PIN | (ANY & ~FOLL_WRITE), !SIM_UNSHARES);
	sim_reset();
	folio = sim_folio(0, SIM_ANON);
	set_bit(PG_movable, &folio->flags);
	sim_map(SIM_BASE, SIM_PTE, "rw", &folio->page);
	want("a movable page, not for long", 1, FOLL_PIN | (ANY & ~FOLL_LONGTERM), 1);
}
SIM_TEST(test_flags_pin);

/* Who may not write reads what may not be written, in each place. */
static void test_flags_read(void)
{
	unsigned int flags = FOLL_GET | (ANY & ~FOLL_WRITE);
	int i;

	for (i = 0; i < 3; i++)
		sim_map(SIM_AT(i), SIM_PTE, i == 1 ? "ro" : "rw", &sim_folio(0, SIM_ANON)->page);
	want("pages of which one is read-only", 3, flags, 3);
	if (!SIM_PINS)
		return;
	flags ^= FOLL_GET | FOLL_PIN;
	want("pages of which one is read-only", 3, flags, 3);
}
SIM_TEST(test_flags_read);

/* A peer's memory is for who asks for it. */
static void test_flags_peer(void)
{
	enum sim_level level;

	if (!SIM_PEERS) {
		sim_skip("nobody can ask for a peer's memory in this generation");
		return;
	}
	for (level = SIM_PTE; level <= SIM_PMD; level++) {
		const unsigned int flags = ANY & ~(FOLL_PCI_P2PDMA | FOLL_LONGTERM);
		struct folio *folio;

		if (!sim_has(level, "rw"))
			continue;
		sim_reset();
		folio = sim_folio(sim_order(level), SIM_ANON);
		set_bit(PG_p2pdma, &folio->flags);
		sim_map(SIM_BASE, level, "rw", &folio->page);
		if (level == SIM_PTE)
			sim_map(SIM_AT(1), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
		want("a peer's memory", 2, FOLL_GET | flags, 0);
		want("a peer's memory", 1, FOLL_GET | flags, 0);
		want("a peer's memory", 1, FOLL_PIN | flags, 0);
		want("a peer's memory", 1, FOLL_GET | flags | FOLL_LONGTERM, 0);
		want("a peer's memory, asked for", 1, FOLL_GET | FOLL_PCI_P2PDMA | FOLL_FAST_ONLY,
		     1);
		want("a peer's memory, asked for", 1, FOLL_PIN | FOLL_PCI_P2PDMA | FOLL_FAST_ONLY,
		     1);
	}
	if (sim_has(SIM_PMD, "device")) {
		struct folio *folio;
		int i;

		sim_reset();
		folio = sim_folio(sim_order(SIM_PMD), &sim_shmem);
		sim_map(SIM_BASE, SIM_PMD, "device", &folio->page);
		sim_split_folio(folio, 1);
		for (i = 0; i < 2; i++) {
			set_bit(PG_device, &(&folio->page)[i].flags);
			set_bit(PG_p2pdma, &(&folio->page)[i].flags);
		}
		want("a huge leaf of a peer's", 2, FOLL_GET | FOLL_FAST_ONLY, 0);
		want("a huge leaf of a peer's, asked for", 2,
		     FOLL_GET | FOLL_PCI_P2PDMA | FOLL_FAST_ONLY, 2);
	}
}
SIM_TEST(test_flags_peer);

/* Who may sleep must not have interrupts off, even if all goes fast. */
static void sleepy(unsigned int flags)
{
	unsigned long irqs;

	sim_reset();
	sim_map(SIM_BASE, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	sim_case("a call that may sleep, with interrupts off, flags %x", flags);
	sim_the_call = (struct sim_call){ .addr = SIM_BASE, .nr = 1, .flags = flags };
	irqs = sim_irq_save();
	sim_make_call();
	sim_irq_restore(irqs);
	if (!sim_what_failed())
		sim_fail("nobody said so");
	sim_reset();
}

static void test_flags_slow(void)
{
	static const unsigned int but[] = { 0, FOLL_LONGTERM, FOLL_WRITE };
	const unsigned int flags = ANY & ~FOLL_FAST_ONLY;
	unsigned int f;

	for (f = 0; f < 3 * (1 + SIM_PINS); f++) {
		const unsigned int how = f < 3 ? FOLL_GET : FOLL_PIN;
		const unsigned int all = how | (flags & ~but[f % 3]);

		sim_reset();
		sim_slow_result = 1;
		sim_the_call.unchecked = 1;
		want("a page that is not there", 1, all, 1);
		sim_the_call.unchecked = 0;
		if (sim_slow_calls != 1 || sim_slow_flags != SIM_TOLD(all))
			sim_fail("the slow path is called %d times, flags %x", sim_slow_calls,
				 sim_slow_flags);
		if (sim_slow_start != SIM_BASE || sim_slow_pages != 1)
			sim_fail("the slow path was to take %lu pages at %lx", sim_slow_pages,
				 sim_slow_start);
		if (SIM_PINS) {
			sleepy(all);
			sleepy(how);
		}
	}
}
SIM_TEST(test_flags_slow);
