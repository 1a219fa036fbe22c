/* SPDX-License-Identifier: GPL-2.0 */
/*
 * test.h - tests of the simulator: they register themselves, print TAP, and
 * make their calls of gup through sim_call(), which checks what always holds
 */
#ifndef _SIM_TEST_H
#define _SIM_TEST_H

#include "sched.h"

struct sim_test {
	const char *name;
	void (*run)(void);
};
#define SIM_TEST(fn) \
	static const struct sim_test sim_test_##fn \
		__attribute__((used, section("sim_tests"))) = { #fn, fn }

/* One more case of this test; what is printed if it fails. */
void sim_case(const char *format, ...) __attribute__((format(printf, 1, 2)));
void sim_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool sim_test_failed(void);
int sim_test_cases(void);
/* This layout has nothing to test here. */
void sim_skip(const char *why);
/* A test of the trace: true if there is one; else it is skipped. */
bool sim_need_trace(void);
extern unsigned long sim_seed;

#define SIM_MAX_PAGES	4200

struct sim_call {
	unsigned long addr;
	int nr;
	unsigned int flags;
	int ret;
	unsigned long since;
	int unchecked;	/* how many of the pages the slow path claims to have added */
	/* Another walker than ours (tests/equal), or NULL. */
	int (*walk)(unsigned long start, int nr, unsigned int flags, struct page **pages);
	struct page *pages[SIM_MAX_PAGES + 1];
};
extern struct sim_call sim_the_call;

/* For scheduled calls: gup with what stands in sim_the_call. */
void sim_make_call(void);
/*
 * What holds after each call, whatever happened meanwhile: the pages were
 * mapped so, pinned anonymous pages are exclusive, and each count is right,
 * before and after they are given back.
 */
void sim_check_call(void);
/* Call with nobody else there; true if @ret pages came and all else holds. */
bool sim_call(unsigned long addr, int nr, unsigned int flags, int ret);

#endif /* _SIM_TEST_H */
