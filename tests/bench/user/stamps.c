// SPDX-License-Identifier: GPL-2.0
/*
 * stamps.c - how long interrupts are off, by the clock
 *
 * No program can turn them off, and who loses its CPU in a section has it longer than
 * a kernel would: then it is what it had of the CPU that counts.
 */
#include "run.h"

const char *const sections_unit = "ns";
static double since, since_had;

void bench_irqs_off(void)
{
	since_had = run_had();
	since = run_now();
}

void bench_irqs_on(void)
{
	double ns = run_now() - since, had = run_had() - since_had;

	section_was(min(ns, had));
}

/* Sections before the first row count for nothing. */
void sections_begin(void)
{
}
