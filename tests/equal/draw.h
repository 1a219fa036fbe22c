/* SPDX-License-Identifier: GPL-2.0 */
/* draw.h - random numbers from a seed */
#ifndef EQUAL_DRAW_H
#define EQUAL_DRAW_H

#include <stdbool.h>
#include <stdint.h>

static uint64_t state;

/* splitmix64 */
static uint64_t rnd(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static unsigned long below(unsigned long n)
{
	return n ? rnd() % n : 0;
}

static bool one_in(unsigned long n)
{
	return below(n) == 0;
}

#endif
