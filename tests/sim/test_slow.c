// SPDX-License-Identifier: GPL-2.0
/*
 * test_slow - the rest, by the slow path; interrupts and fork around the walk
 */
#include "race.h"

static void slow_map_pages(int nr)
{
	int i;

	for (i = 0; i < nr; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
}

/* 11 pages, @fast of them fast, then the slow path's answer. */
static void fast_then_slow(int fast, int slow, unsigned int flags)
{
	int left = 11 - fast, ret = fast;

	if (left && slow >= 0)
		ret = fast + slow;
	else if (!fast)
		ret = slow;
	sim_reset();
	slow_map_pages(fast);
	sim_slow_result = slow;
	sim_the_call.unchecked = left && slow > 0 ? slow : 0;
	sim_case("%d of 11 pages fast, then %d, flags %x", fast, slow, flags);
	sim_call(SIM_BASE, 11, flags, ret);
	sim_the_call.unchecked = 0;
	if (sim_slow_calls != !!left)
		sim_fail("the slow path was called %d times", sim_slow_calls);
	if (left && (sim_slow_start != SIM_AT(fast) || sim_slow_pages != left))
		sim_fail("the slow path was to take %lu pages at %lx", sim_slow_pages,
			 sim_slow_start);
	if (left && sim_slow_flags != SIM_TOLD(flags))
		sim_fail("the slow path was told flags %x", sim_slow_flags);
	if (left && sim_slow_array != sim_the_call.pages + fast)
		sim_fail("the slow path was to record from page %ld on",
			 (long)(sim_slow_array - sim_the_call.pages));
}

static void test_slow(void)
{
	static const int results[] = { -EFAULT, -EINTR, 0, 1, 3 };
	unsigned int r;
	int fast;

	for (fast = 0; fast <= 11; fast++) {
		for (r = 0; r < 5; r++)
			if (results[r] <= 11 - fast)
				fast_then_slow(fast, results[r], FOLL_GET);
		fast_then_slow(fast, 0, FOLL_PIN | FOLL_WRITE);
		sim_case("%d pages, fast or not at all", fast);
		sim_slow_calls = 0;
		sim_call(SIM_BASE, 11, FOLL_GET | FOLL_FAST_ONLY, fast);
		if (sim_slow_calls)
			sim_fail("the slow path was called");
	}
}
SIM_TEST(test_slow);

static int count(enum sim_event event)
{
	int i, n = 0;

	for (i = 0; i < sim_traced; i++)
		n += sim_trace[i].event == event;
	return n;
}

static void irq_off_before(void)
{
	unsigned long flags = sim_irq_save();

	sim_the_call = (struct sim_call){
		.addr = SIM_BASE, .nr = 30, .flags = FOLL_GET | FOLL_FAST_ONLY,
	};
	sim_make_call();
	if (!sim_irqs_disabled())
		sim_fail("they are on behind his back");
	sim_irq_restore(flags);
	sim_check_call();
	if (sim_the_call.ret != 30 || sim_what_failed())
		sim_fail("returned %d: %s", sim_the_call.ret, sim_what_failed());
}

/* What is read first of tables, once interrupts are off: the top's entry, or half of it. */
static void pieces_start_at_top(void)
{
	const char *top = sim_slot(SIM_BASE, SIM_PGD);
	bool starts = false, freed;
	int i;

	for (i = 0; i < sim_traced; i++) {
		const char *address = sim_trace[i].address;

		if (sim_trace[i].event == SIM_EV_IRQ_OFF)
			starts = true;
		if (!starts || sim_trace[i].event != SIM_EV_READ || !sim_is_table(address, &freed))
			continue;
		if (address - top >= 8)
			sim_fail("a piece begins with another entry than the top's");
		starts = false;
	}
}

/* Interrupts: on again after each piece, unless the caller has them off. */
static void test_irq(void)
{
	unsigned long inside = SIM_BASE + 2 * sim_size(SIM_PMD) + PAGE_SIZE;

	if (!sim_need_trace())
		return;
	slow_map_pages(30);
	sim_case("one page");
	sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
	if (count(SIM_EV_IRQ_ON) != 1 || count(SIM_EV_IRQ_OFF) != 1)
		sim_fail("interrupts were on %d times", count(SIM_EV_IRQ_ON));
	sim_case("30 pages in pieces of 8");
	sim_call(SIM_BASE, 30, FOLL_GET | FOLL_FAST_ONLY, 30);
	if (count(SIM_EV_IRQ_ON) != 4 || count(SIM_EV_IRQ_OFF) != 4)
		sim_fail("interrupts were on %d times", count(SIM_EV_IRQ_ON));
	if (sim_has(SIM_PMD, "rw")) {
		sim_map(SIM_BASE + 2 * sim_size(SIM_PMD), SIM_PMD, "rw",
			&sim_folio(sim_order(SIM_PMD), SIM_ANON)->page);
		sim_case("30 pages inside of a huge one");
		sim_call(inside, 30, FOLL_PIN | FOLL_FAST_ONLY, 30);
		if (count(SIM_EV_IRQ_ON) != 4)
			sim_fail("interrupts were on %d times", count(SIM_EV_IRQ_ON));
	}
	sim_case("a caller that has them off");
	irq_off_before();
	sim_case("each piece starts at the top");
	sim_call(SIM_BASE, 30, FOLL_GET | FOLL_FAST_ONLY, 30);
	pieces_start_at_top();
}
SIM_TEST(test_irq);

/* No pin while a fork copies; a reference is none of its business. */
static void test_fork(void)
{
	if (!SIM_PINS) {
		sim_skip("fork asks nobody in this generation");
		return;
	}
	slow_map_pages(3);
	sim_mm.write_protect_seq.sequence = 5;
	sim_case("a pin, in the middle of a fork");
	sim_call(SIM_BASE, 3, FOLL_PIN | FOLL_FAST_ONLY, 0);
	sim_case("a reference, in the middle of a fork");
	sim_call(SIM_BASE, 3, FOLL_GET | FOLL_FAST_ONLY, 3);
	sim_mm.write_protect_seq.sequence = 6;
	sim_case("a pin, after it");
	sim_call(SIM_BASE, 3, FOLL_PIN | FOLL_FAST_ONLY, 3);
	if (!sim_has_pinned(&sim_mm))
		sim_fail("the next fork is not told that there are pins");
	sim_reset();
	slow_map_pages(1);
	sim_case("a reference says nothing of pins");
	sim_call(SIM_BASE, 1, FOLL_GET | FOLL_FAST_ONLY, 1);
	if (sim_has_pinned(&sim_mm))
		sim_fail("the next fork is told that there are pins");
}
SIM_TEST(test_fork);

/* Where fork looks for pins is a cache line that others read: it is written once. */
static void test_fork_told(void)
{
	int i, times;

	if (!SIM_PINS) {
		sim_skip("fork asks nobody in this generation");
		return;
	}
	if (!sim_need_trace())
		return;
	slow_map_pages(1);
	for (i = 0; i < 2; i++) {
		sim_case("a pin, after %d others", i);
		sim_call(SIM_BASE, 1, FOLL_PIN | FOLL_FAST_ONLY, 1);
		times = sim_events(SIM_PINNED_BY, sim_pinned_word(&sim_mm), 1);
		if (times != !i)
			sim_fail("fork is told %d times", times);
	}
}
SIM_TEST(test_fork_told);

static struct page *own[8];
static int own_ret;

static void call_own(void)
{
	own_ret = sim_gup(SIM_BASE, 6, FOLL_PIN | FOLL_FAST_ONLY, own);
}

static void fork_now(void)
{
	WRITE_ONCE(sim_mm.write_protect_seq.sequence, 2);
}

/*
 * A fork while pins are taken: all are given back, a run of each folio at a time; what
 * stands behind them in the caller's array is not theirs, though it seems to follow.
 */
static void test_fork_given_back(void)
{
	const struct schedule in_between = { .first = 12, .second = -1, .steps = -1 };
	struct folio *folio[2];
	int i, n;

	if (!SIM_PINS) {
		sim_skip("fork asks nobody in this generation");
		return;
	}
	if (!sim_need_trace())
		return;
	for (n = 0; n < 2; n++) {
		folio[n] = sim_folio(2, SIM_ANON);
		sim_mark_each(folio[n]);
		for (i = 0; i < 3 - n; i++)
			sim_map(SIM_AT(4 * n + i), SIM_PTE, "rw", &folio[n]->page + i);
	}
	sim_map(SIM_AT(3), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	own[6] = &folio[1]->page + 2;
	sim_case("pages of three folios, and a fork");
	sim_run(&in_between, call_own, fork_now);
	if (own_ret)
		sim_fail("returned %d", own_ret);
	for (i = 0; i < 6; i++)
		if (own[i])
			sim_fail("place %d is a page", i);
	if (own[6] != &folio[1]->page + 2)
		sim_fail("what stands behind is another page");
	sim_check_references();
	if (sim_counter(NR_FOLL_PIN_RELEASED) != 6 || sim_counted != 1 + 3)
		sim_fail("%ld pins are given back, the counters changed %d times",
			 sim_counter(NR_FOLL_PIN_RELEASED), sim_counted);
	if (sim_what_failed())
		sim_fail("%s", sim_what_failed());
}
SIM_TEST(test_fork_given_back);
