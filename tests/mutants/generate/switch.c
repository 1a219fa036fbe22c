// SPDX-License-Identifier: GPL-2.0
/*
 * switch.c - which of a file's mutants is the one of this process
 *
 * Linked to a program that has all of them. GUP_MUTANT is its number; 0, or not set:
 * none. Into the file GUP_MUTANTS_SEEN go the numbers of those that were evaluated.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define MANY	65536

bool gup_mutant_is(int number);
unsigned long long gup_mutant_bits(int first, unsigned long long set);

static int mutant;
static bool seen[MANY];

bool gup_mutant_is(int number)
{
	seen[number] = true;
	return number == mutant;
}

/* Each bit of @set is a mutant, in their order from @first on. */
unsigned long long gup_mutant_bits(int first, unsigned long long set)
{
	int n = first;

	for (; set; set &= set - 1, n++) {
		seen[n] = true;
		if (n == mutant)
			return set & -set;
	}
	return 0;
}

static void tell(void)
{
	FILE *file = fopen(getenv("GUP_MUTANTS_SEEN"), "w");
	int n;

	if (!file)
		abort();
	for (n = 1; n < MANY; n++)
		if (seen[n])
			fprintf(file, "%d\n", n);
	fclose(file);
}

static void __attribute__((constructor)) choose(void)
{
	const char *number = getenv("GUP_MUTANT");

	mutant = number ? atoi(number) : 0;
	if (getenv("GUP_MUTANTS_SEEN"))
		atexit(tell);
}
