// SPDX-License-Identifier: GPL-2.0
/*
 * threads.c - CPUs as threads: interrupts, IPIs and RCU, and who gets lost time
 *
 * Whoever has interrupts off is in a read-side section of liburcu, as RCU-sched
 * has it, and its count is odd; an IPI waits until an odd count was changed.
 * Where there is no liburcu (32-bit words on a 64-bit machine) RCU is such an IPI.
 */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>
#ifndef SIM_NO_URCU
#include <urcu/urcu-memb.h>
#endif
#include "free.h"

static struct sim_cpu {
	unsigned int irqs;	/* odd: off */
} __attribute__((aligned(128))) cpus[FREE_MAX_WALKERS];
static __thread struct sim_cpu *cpu;
static __thread u64 random_state;
static struct task_struct task = { &sim_mm };
static pthread_mutex_t queue = PTHREAD_MUTEX_INITIALIZER, lock = PTHREAD_MUTEX_INITIALIZER;
static bool stopping;

struct task_struct *sim_current(void)
{
	return &task;
}

void sim_prefetch(const struct page *page)
{
	__builtin_prefetch(page, 1);
}

void sim_thread_begins(int walker, u64 seed)
{
	cpu = walker < 0 ? NULL : &cpus[walker];
	random_state = seed;
#ifndef SIM_NO_URCU
	urcu_memb_register_thread();
#endif
}

void sim_thread_ends(void)
{
#ifndef SIM_NO_URCU
	urcu_memb_unregister_thread();
#endif
}

/* splitmix64: any seed will do. */
unsigned int sim_random(unsigned int n)
{
	u64 z = random_state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return (u32)((z ^ (z >> 31)) >> 32) * (u64)n >> 32;
}

/* In turn: a mutex alone goes to whoever has just let it go. */
void sim_lock(void)
{
	pthread_mutex_lock(&queue);
	pthread_mutex_lock(&lock);
	pthread_mutex_unlock(&queue);
}

void sim_unlock(void)
{
	pthread_mutex_unlock(&lock);
}

void sim_stop(void)
{
	WRITE_ONCE(stopping, true);
}

bool sim_stopping(void)
{
	return READ_ONCE(stopping) || sim_what_failed();
}

/* Races want somebody to be late, at times by far more than the walk takes. */
static void lose_time(void)
{
	unsigned int chance = sim_random(2048);
	volatile unsigned int i;

	if (chance == 0)
		nanosleep(&(struct timespec){ .tv_nsec = 50000 }, NULL);
	else if (chance < 16)
		sched_yield();
	else if (chance < 64)
		for (i = sim_random(2000); i; i--)
			;
}

void sim_lag(void)
{
	if (cpu)
		lose_time();
}

/* Threads need no schedule. */
void sim_point(void) { }
bool sim_is_walker(void) { return false; }

void sim_step(void)
{
	lose_time();
}

/* A full barrier on both sides: one sees the odd count, or the other the entry. */
unsigned long sim_irq_save(void)
{
	unsigned int irqs = cpu->irqs;

	if (irqs & 1)
		return 1;
#ifndef SIM_NO_URCU
	urcu_memb_read_lock();
#endif
	__atomic_store_n(&cpu->irqs, irqs + 1, __ATOMIC_SEQ_CST);
	smp_mb();
	return 0;
}

void sim_irq_restore(unsigned long flags)
{
	if (flags)
		return;
	__atomic_store_n(&cpu->irqs, cpu->irqs + 1, __ATOMIC_SEQ_CST);
#ifndef SIM_NO_URCU
	urcu_memb_read_unlock();
#endif
}

bool sim_irqs_disabled(void)
{
	return cpu && cpu->irqs & 1;
}

void sim_sync_irqs(void)
{
	int i;

	smp_mb();
	for (i = 0; i < FREE_MAX_WALKERS; i++) {
		unsigned int irqs = __atomic_load_n(&cpus[i].irqs, __ATOMIC_SEQ_CST);

		while (irqs & 1 && __atomic_load_n(&cpus[i].irqs, __ATOMIC_SEQ_CST) == irqs)
			sched_yield();
	}
	smp_mb();
}

#ifdef SIM_NO_URCU
void sim_rcu_free(void *table)
{
	sim_sync_irqs();
	sim_table_poison(table);
}

void sim_rcu_end(void) { }
#else
/* Tables are made faster than RCU frees them while a walker sleeps. */
#define MAX_DYING	64
static long nr_dying;

struct dying {
	struct rcu_head rcu;
	void *table;
};

/* ThreadSanitizer does not see how liburcu hands this over. */
static void dies(struct rcu_head *rcu)
{
	struct dying *d = (struct dying *)rcu;

	sim_table_poison(__atomic_load_n(&d->table, __ATOMIC_ACQUIRE));
	free(d);
	__atomic_fetch_sub(&nr_dying, 1, __ATOMIC_SEQ_CST);
}

void sim_rcu_free(void *table)
{
	struct dying *d = malloc(sizeof(*d));

	if (!d)
		sim_die("no memory to note which table RCU frees");
	while (__atomic_load_n(&nr_dying, __ATOMIC_SEQ_CST) >= MAX_DYING)
		sched_yield();
	__atomic_fetch_add(&nr_dying, 1, __ATOMIC_SEQ_CST);
	__atomic_store_n(&d->table, table, __ATOMIC_RELEASE);
	urcu_memb_call_rcu(&d->rcu, dies);
}

/* Not urcu_memb_barrier(), which ThreadSanitizer cannot look into either. */
void sim_rcu_end(void)
{
	while (__atomic_load_n(&nr_dying, __ATOMIC_SEQ_CST))
		nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
}
#endif

void sim_check_cpus(void)
{
	int i;

	for (i = 0; i < FREE_MAX_WALKERS; i++)
		if (cpus[i].irqs & 1)
			sim_violation("interrupts are still off");
}

void sim_cpu_reset(void);
void sim_cpu_reset(void)
{
	memset(cpus, 0, sizeof(cpus));
	sim_no_batch_page = false;
	sim_mm_users = 2;
}
