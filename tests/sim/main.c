// SPDX-License-Identifier: GPL-2.0
/*
 * main.c - run tests by name, print TAP
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "test.h"

extern const struct sim_test __start_sim_tests[], __stop_sim_tests[];

unsigned long sim_seed;
static const char *skipped;
static char this_case[256], why[1024];
static int cases, failures;

void sim_case(const char *format, ...)
{
	va_list args;

	cases++;
	va_start(args, format);
	vsnprintf(this_case, sizeof(this_case), format, args);
	va_end(args);
}

void sim_fail(const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (!failures++)
		snprintf(why, sizeof(why), "%s: %s", this_case, text);
}

bool sim_test_failed(void)
{
	return failures;
}

int sim_test_cases(void)
{
	return cases;
}

void sim_skip(const char *reason)
{
	skipped = reason;
}

bool sim_need_trace(void)
{
	if (!sim_is_directed)
		sim_skip("traces need FLAVOUR=directed");
	return sim_is_directed;
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct sim_test **)a)->name, (*(const struct sim_test **)b)->name);
}

static void usage(const char *what, const char *name)
{
	const struct sim_test *t;

	fprintf(stderr, "sim: %s '%s'; usage: sim [--seed N] [TEST...], of", what, name);
	for (t = __start_sim_tests; t < __stop_sim_tests; t++)
		fprintf(stderr, " %s", t->name);
	fprintf(stderr, "\n");
	exit(2);
}

static unsigned long parse_seed(const char *text)
{
	char *end;
	unsigned long seed;

	errno = 0;
	seed = strtoul(text, &end, 0);
	if (errno || end == text || *end || *text == '-')
		usage("a seed is a number, not", text);
	return seed;
}

static bool wanted(const struct sim_test *t, char **names)
{
	if (!*names)
		return true;
	for (; *names; names++)
		if (!strcmp(*names, t->name))
			return true;
	return false;
}

static bool run_test(const struct sim_test *t, int number)
{
	const char *unit = strncmp(t->name, "race_", 5) ? "cases" : "schedules";

	cases = 0;
	failures = 0;
	skipped = NULL;
	this_case[0] = 0;
	sim_reset();
	t->run();
	if (!cases && !skipped)
		sim_fail("no case was run");
	printf("%s %d - %s [%s%s]", failures ? "not ok" : "ok", number, t->name,
	       sim_layout.name, sim_is_directed ? "" : ", sanitized");
	if (skipped && !failures)
		printf(" # SKIP %s\n", skipped);
	else
		printf(" (%d %s)\n", cases, unit);
	if (failures) {
		printf("# %d of %d cases failed; the first: %s\n", failures, cases, why);
		printf("# again: make test T=%s LAYOUT=%s SEED=%lu\n", t->name, sim_layout.name,
		       sim_seed);
	}
	fflush(stdout);
	return !failures;
}

int main(int argc, char **argv)
{
	static const struct option options[] = { { "seed", 1, NULL, 's' }, { } };
	const struct sim_test *tests[128], *t;
	int nr = 0, failed = 0, i, option;
	char **name;

	sim_seed = time(NULL);
	while ((option = getopt_long(argc, argv, "s:", options, NULL)) != -1) {
		if (option != 's')
			usage("no such option", argv[optind - 1]);
		sim_seed = parse_seed(optarg);
	}
	for (name = argv + optind; *name; name++) {
		for (t = __start_sim_tests; t < __stop_sim_tests; t++)
			if (!strcmp(*name, t->name))
				break;
		if (t == __stop_sim_tests)
			usage("there is no test", *name);
	}
	for (t = __start_sim_tests; t < __stop_sim_tests && nr < 128; t++)
		if (wanted(t, argv + optind))
			tests[nr++] = t;
	qsort(tests, nr, sizeof(*tests), by_name);
	printf("TAP version 13\n1..%d\n# seed %lu\n", nr, sim_seed);
	/* A test that dies must not take the plan with it. */
	fflush(stdout);
	for (i = 0; i < nr; i++)
		failed += !run_test(tests[i], i + 1);
	return failed ? 1 : 0;
}
