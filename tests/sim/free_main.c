// SPDX-License-Identifier: GPL-2.0
/*
 * free_main.c - walkers against all others, for a while
 *
 * usage: free [--seed N] [--seconds S] [--walkers W]
 */
#include <getopt.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "free.h"
#include "number.h"

#define MUTATORS	2
#define MAX_OPS		32

static unsigned long seed;
static unsigned int seconds = 5, walkers = 3;
static struct free_op op[MAX_OPS];
static unsigned long done[MAX_OPS];	/* under sim_lock() */
static unsigned int nr_ops, weights;
static struct thread {
	pthread_t id;
	int walker;
	struct free_count count;
} __attribute__((aligned(128))) thread[FREE_MAX_WALKERS + MUTATORS];

static void add_ops(const struct free_op *more)
{
	for (; more->name && nr_ops < MAX_OPS; more++) {
		weights += more->weight;
		op[nr_ops++] = *more;
	}
}

static void one_operation(void)
{
	unsigned int which = sim_random(weights), i;

	for (i = 0; which >= op[i].weight; i++)
		which -= op[i].weight;
	sim_lock();
	done[i] += op[i].run();
	sim_unlock();
}

static void *run(void *arg)
{
	struct thread *t = arg;

	sim_thread_begins(t->walker, seed * 1000 + (t - thread));
	if (t->walker >= 0)
		free_walk(&t->count);
	else
		while (!sim_stopping())
			one_operation();
	sim_thread_ends();
	return NULL;
}

static unsigned long operations(void)
{
	unsigned long all = 0;
	unsigned int i;

	for (i = 0; i < nr_ops; i++)
		all += done[i];
	return all;
}

static void progress(unsigned int second)
{
	unsigned long all;

	sim_lock();
	all = operations();
	sim_unlock();
	fprintf(stderr, "free: %s: %u of %u s, %lu operations\n", sim_layout.name, second,
		seconds, all);
}

static void let_run(void)
{
	bool tell = isatty(2) || getenv("SOAK");
	struct timespec start, now;
	unsigned int i, told = 0, second = 0;

	clock_gettime(CLOCK_MONOTONIC, &start);
	for (i = 0; i < walkers + MUTATORS; i++) {
		thread[i].walker = i < walkers ? (int)i : -1;
		if (pthread_create(&thread[i].id, NULL, run, &thread[i]))
			sim_die("there is no thread for another CPU");
	}
	while (second < seconds && !sim_stopping()) {
		nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
		clock_gettime(CLOCK_MONOTONIC, &now);
		second = now.tv_sec - start.tv_sec - (now.tv_nsec < start.tv_nsec);
		if (tell && second >= told + 5)
			progress(told = second);
	}
	sim_stop();
	for (i = 0; i < walkers + MUTATORS; i++)
		pthread_join(thread[i].id, NULL);
}

/* Whoever has anything gives it back; then nothing may be left. */
static void account(void)
{
	long acquired, released;

	free_huge_end();
	free_process_end();
	sim_gather_end();
	sim_rcu_end();
	sim_check_references();
	sim_check_tables();
	sim_check_cpus();
	acquired = sim_counter(NR_FOLL_PIN_ACQUIRED);
	released = sim_counter(NR_FOLL_PIN_RELEASED);
	if (acquired != released)
		sim_violation(sim_format("%ld pins are counted as acquired, %ld as released",
					 acquired, released));
}

static void parse(int argc, char **argv)
{
	static const struct option options[] = {
		{ "seed", 1, NULL, 's' },
		{ "seconds", 1, NULL, 't' },
		{ "walkers", 1, NULL, 'w' },
		{ }
	};
	int option;

	seed = time(NULL);
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 's')
			seed = sim_number("free", optarg, 0, ~0UL);
		else if (option == 't')
			seconds = sim_number("free", optarg, 1, 1000000);
		else if (option == 'w')
			walkers = sim_number("free", optarg, 1, FREE_MAX_WALKERS);
		else
			exit(2);
	}
	if (optind < argc) {
		fprintf(stderr, "free: '%s'? usage: free [--seed N] [--seconds S] [--walkers W]\n",
			argv[optind]);
		exit(2);
	}
}

static void report(const struct free_count *sum, unsigned long all, const char *program)
{
	unsigned int i;

	printf("%s 1 - free: walkers against all others [%s]",
	       sim_what_failed() ? "not ok" : "ok", sim_layout.name);
	printf(" (%lu calls, %lu pages taken, %lu operations)\n", sum->calls, sum->pages, all);
	printf("# %lu pages were mapped as they must, of %lu nobody could tell any more\n",
	       sum->checked, sum->inconclusive);
	for (i = 0; i < nr_ops; i++)
		printf("# %s: %lu\n", op[i].name, done[i]);
	if (!sim_what_failed())
		return;
	printf("# %s\n# again (the same choices, not the same timing): ", sim_what_failed());
	printf("%s --seed %lu --seconds %u --walkers %u\n", program, seed, seconds, walkers);
}

int main(int argc, char **argv)
{
	struct free_count sum = { 0 };
	unsigned long all;
	unsigned int i;

	parse(argc, argv);
	printf("TAP version 13\n1..1\n# seed %lu\n", seed);
	fflush(stdout);
	sim_thread_begins(-1, seed);
	sim_reset();
	free_tables_init();
	free_pages_init();
	free_ops_init();
	add_ops(free_pte_ops);
	add_ops(free_huge_ops);
	let_run();
	for (i = 0; i < walkers; i++) {
		sum.calls += thread[i].count.calls;
		sum.pages += thread[i].count.pages;
		sum.checked += thread[i].count.checked;
		sum.inconclusive += thread[i].count.inconclusive;
	}
	all = operations();
	if (!sim_what_failed())
		account();
	sim_thread_ends();
	if (!sum.checked || !all)
		sim_violation("nothing was taken, or nothing happened");
	report(&sum, all, argv[0]);
	return sim_what_failed() ? 1 : 0;
}
