// SPDX-License-Identifier: GPL-2.0
/* The tests of small.c, which talk as the simulator's do. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

bool small_between(int low, int value, int high);
int small_masked(int value);
int small_difference(int a, int b);
int small_same(int value);
int small_larger(int a, int b);
int small_double(int n);
int small_late(int n);

static bool between(void)
{
	return small_between(1, 1, 3) && small_between(1, 2, 3) && small_between(1, 3, 3) &&
	       !small_between(1, 0, 3) && !small_between(1, 4, 3);
}

static bool masked(void)
{
	return small_masked(-1) == 5;
}

static bool difference(void)
{
	return small_difference(5, 3) == 2;
}

static bool same(void)
{
	return small_same(0) == 0 && small_same(1) == 1 && small_same(2) == 2;
}

static bool doubled(void)
{
	return small_double(5) == 10 && small_double(-1) == -2;
}

static bool larger(void)
{
	return small_larger(2, 3) == 9 && small_larger(3, 2) == 13 &&
	       small_larger(3, 3) == 9;
}

/* A slow one, see SLOW in run.py. */
static bool late(void)
{
	while (clock() < CLOCKS_PER_SEC / 5)
		;
	return small_late(5) == 6;
}

int main(int argc, char **argv)
{
	static const struct { const char *name; bool (*run)(void); } tests[] = {
		{ "between", between }, { "difference", difference }, { "doubled", doubled },
		{ "larger", larger }, { "late", late }, { "masked", masked },
		{ "same", same },
	};
	int failed = 0;
	unsigned int t;
	int i, nr = 0;

	for (t = 0; t < sizeof(tests) / sizeof(*tests); t++) {
		if (argc == 2) {
			puts(tests[t].name);
			continue;
		}
		for (i = 3; i < argc; i++) {
			bool good;

			if (strcmp(argv[i], tests[t].name))
				continue;
			good = tests[t].run();
			failed += !good;
			printf("%s %d - %s\n", good ? "ok" : "not ok", ++nr, tests[t].name);
		}
	}
	return failed ? 1 : 0;
}
