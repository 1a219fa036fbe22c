// SPDX-License-Identifier: GPL-2.0
/*
 * steps.c - how long interrupts are off, by the instruction
 *
 * Virtual machines seldom have a counter of instructions, so the walkers count theirs:
 * count.awk adds that behind the compiler's back. Exact, the same in each run, and
 * at some thousandths of the price of traps.c, which counts by hardware and must find
 * the same (test_steps.sh).
 */
#include "run.h"

/* The end of a section: what pushes the flags and takes them back begins in it. */
#define RESTORE		2

/* ID: any program may set it, and it does nothing (Intel SDM volume 1, 3.4.3.3). */
#define ID_FLAG		(1UL << 21)

unsigned long bench_irqs_off_flag;
const char *const sections_unit = "instructions";
unsigned long bench_steps;

/* Called where flags were set, by code that expects nothing to be changed by it. */
void bench_flags_are(unsigned long flags);
__asm__("bench_flags:\n"
	"	pushfq; pushq %rax; pushq %rcx; pushq %rdx; pushq %rsi; pushq %rdi\n"
	"	pushq %r8; pushq %r9; pushq %r10; pushq %r11; pushq %rbx\n"
	"	movq 80(%rsp), %rdi\n"
	"	movq %rsp, %rbx\n"
	"	andq $-16, %rsp\n"
	"	cld; call bench_flags_are\n"
	"	movq %rbx, %rsp\n"
	"	popq %rbx; popq %r11; popq %r10; popq %r9; popq %r8\n"
	"	popq %rdi; popq %rsi; popq %rdx; popq %rcx; popq %rax; popfq\n"
	"	ret\n"
	".globl bench_flags");

/* Of a caller that has interrupts off already it is the caller's section that ends. */
void bench_flags_are(unsigned long flags)
{
	static bool were_off;
	const bool off = flags & ID_FLAG;

	if (were_off && !off)
		section_was(bench_steps - RESTORE);
	if (off && !were_off)
		WRITE_ONCE(bench_steps, 0);
	were_off = off;
}

void sections_begin(void)
{
	bench_irqs_off_flag = ID_FLAG;
}
