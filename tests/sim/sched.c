// SPDX-License-Identifier: GPL-2.0
/*
 * sched.c - the directed scheduler: two CPUs as coroutines of one thread
 */
#include <setjmp.h>
#include <stdlib.h>
#include <ucontext.h>
#include "sched.h"
#include "hooks.h"

#define STACK	(256 << 10)

static struct task_struct task;
static unsigned long irqs_off;
static jmp_buf walker_at, other_at;
static bool other_began;
static const struct schedule *plan;
static void (*script)(void);
static int accesses, steps, budget;
static enum { NONE, WAITING_TURN, RUNNING, WAITING_IRQS, WAITING_LOCK, DONE } other;
static void *rcu_pending[64];
static unsigned int nr_rcu;

struct task_struct *sim_current(void)
{
	task.mm = &sim_mm;
	return &task;
}

bool sim_is_walker(void)
{
	return plan && other != RUNNING;
}

/* swapcontext() would make a system call for the signal mask, millions of them in a run. */
static void change(jmp_buf from, jmp_buf to)
{
	if (!_setjmp(from))
		_longjmp(to, 1);
}

static void yield_as(int state)
{
	other = state;
	change(other_at, walker_at);
}

static void other_main(void)
{
	for (;;) {
		script();
		steps++;
		yield_as(DONE);
	}
}

static void other_begin(void)
{
	static ucontext_t context;

	getcontext(&context);
	context.uc_stack.ss_sp = malloc(STACK);
	if (!context.uc_stack.ss_sp)
		sim_die("no memory for the other CPU's stack");
	context.uc_stack.ss_size = STACK;
	makecontext(&context, other_main, 0);
	other_began = true;
	if (!_setjmp(walker_at))
		setcontext(&context);
}

/* Let the other CPU make some steps, or all it can. */
static void run_other(int some)
{
	if (other == NONE || other == DONE)
		return;
	budget = some;
	other = RUNNING;
	if (other_began)
		change(walker_at, other_at);
	else
		other_begin();
}

void sim_step(void)
{
	if (other != RUNNING)
		return;
	steps++;
	if (budget > 0 && !--budget)
		yield_as(WAITING_TURN);
}

void sim_sync_irqs(void)
{
	sim_step();
	while (other == RUNNING && irqs_off)
		yield_as(WAITING_IRQS);
}

bool sim_spin(void)
{
	if (other == RUNNING) {
		yield_as(WAITING_LOCK);
		return true;
	}
	if (other == WAITING_TURN) {
		run_other(1);
		return true;
	}
	sim_violation("who has the lock waits for who wants it");
	return false;
}

void sim_spun(void)
{
	if (other == WAITING_LOCK)
		run_other(-1);
}

void sim_rcu_free(void *table)
{
	if (!irqs_off)
		sim_table_poison(table);
	else if (nr_rcu < 64)
		rcu_pending[nr_rcu++] = table;
	else
		sim_die("more than 64 tables wait for RCU");
}

void sim_point(void)
{
	int access = accesses++;

	if (other == WAITING_TURN && access == plan->first)
		run_other(plan->steps);
	if (other == WAITING_TURN && access == plan->second)
		run_other(-1);
}

unsigned long sim_irq_save(void)
{
	unsigned long flags = irqs_off;

	irqs_off = 1;
	sim_note(SIM_EV_IRQ_OFF, NULL);
	return flags;
}

void sim_irq_restore(unsigned long flags)
{
	sim_drain();
	irqs_off = flags;
	sim_note(SIM_EV_IRQ_ON, NULL);
	if (irqs_off)
		return;
	while (nr_rcu)
		sim_table_poison(rcu_pending[--nr_rcu]);
	if (other == WAITING_IRQS)
		run_other(-1);
}

bool sim_irqs_disabled(void)
{
	return irqs_off;
}

struct outcome sim_run(const struct schedule *schedule, void (*walker)(void), void (*run)(void))
{
	plan = schedule;
	script = run;
	accesses = 0;
	steps = 0;
	sim_traced = 0;
	other = WAITING_TURN;
	sim_be_late(schedule->late);
	sim_stack_begins(__builtin_frame_address(0));
	walker();
	sim_drain();
	while (other != DONE)
		run_other(-1);
	plan = NULL;
	return (struct outcome){ accesses, steps };
}

void sim_cpu_reset(void);
void sim_cpu_reset(void)
{
	irqs_off = 0;
	nr_rcu = 0;
	other = NONE;
	plan = NULL;
	sim_no_batch_page = false;
	sim_mm_users = 2;
}
