// SPDX-License-Identifier: GPL-2.0
/* What the generator's own test changes; each form that it knows is here. */
#include <stdbool.h>

#define unlikely(x)	__builtin_expect(!!(x), 0)
#define larger(a, b)	({ int _a = (a), _b = (b); _a > _b ? _a : _b; })
#define four_if(x)	((x) ? 4 : 0)
#define always_four()	(small_noted < 2 ? 4 : 0)
#define FLAG_A		0x1
#define FLAG_B		0x4
#define MASK		(FLAG_A | FLAG_B)

enum color { RED, GREEN };
int small_noted;
_Static_assert(MASK == 5, "is no mutant");

static int twice(int first, int second)
{
	return first - second;
}

/* Nobody asks whether something was noted: what is left out here is alive. */
static void note(void)
{
	small_noted = 1;
}

bool small_between(int low, int value, int high)
{
	if (unlikely(low > value) || value > high)
		return false;
	return true;
}

int small_masked(int value)
{
	note();
	return value & MASK;
}

/* Without the look at it, too, 0 is 0, and the compiler knows. */
int small_same(int value)
{
	if (value == 0)
		return 0;
	return value;
}

int small_difference(int a, int b)
{
	static const int place[2] = { 1, 0 };
	int sized[2] = { a, b };
	enum color color = GREEN;

	switch (color) {
	case GREEN:
		return twice(sized[0], sized[1]) * place[0];
	default:
		break;
	}
	return 0;
}

/* What a macro holds stands nowhere in the text, and what names a place must be constant. */
int small_larger(int a, int b)
{
	int weight[] = { [RED] = 2, [GREEN] = sizeof(char) };

	return larger(a, b) * weight[GREEN] + weight[RED] + four_if(a > b) + always_four();
}

/* Among its mutants the two below is no constant, so that only alone they come here. */
static inline __attribute__((always_inline)) int times(int n, int by)
{
	if (__builtin_constant_p(by) && by == 2)
		return n + n;
	return n * by;
}

int small_double(int n)
{
	return times(n, 2);
}

/* Only a test that takes its time tells. */
int small_late(int n)
{
	return n + 1;
}
