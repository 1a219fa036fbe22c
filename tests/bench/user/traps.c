// SPDX-License-Identifier: GPL-2.0
/*
 * traps.c - as steps.c, by the hardware
 *
 * The CPU traps behind each instruction that begins with the trap flag set (Intel SDM
 * volume 3, "Single-Stepping"), and the signal's handler counts. As exact as can be; but it
 * costs up to some dozen microseconds an instruction, so it is what steps.c is
 * held against (test_steps.sh), and no part of the report.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <ucontext.h>
#include "run.h"

/* The end of a section: what pushes the flags and takes them back begins in it. */
#define RESTORE		2
#define TRAP_FLAG	(1UL << 8)

unsigned long bench_irqs_off_flag;
const char *const sections_unit = "instructions";
static unsigned long steps;	/* of this section */
static greg_t next;

static void step(int signal, siginfo_t *info, void *context)
{
	const greg_t *reg = ((ucontext_t *)context)->uc_mcontext.gregs;

	/* One that repeats itself traps each time, and is one; no section begins with it. */
	steps += reg[REG_RIP] != next;
	next = reg[REG_RIP];
	if (reg[REG_EFL] & TRAP_FLAG)
		return;
	section_was(steps - RESTORE);
	steps = 0;
	next = 0;
}

void sections_begin(void)
{
	const struct sigaction action = { .sa_sigaction = step, .sa_flags = SA_SIGINFO };

	sigaction(SIGTRAP, &action, NULL);
	bench_irqs_off_flag = TRAP_FLAG;
}
