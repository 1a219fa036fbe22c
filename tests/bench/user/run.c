// SPDX-License-Identifier: GPL-2.0
/*
 * run.c - walkers taking turns over the same pages
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "run.h"

__thread struct bench_cpu bench_cpu;

/**
 * struct job - what a thread does in one round
 * @load: of all of them
 * @walker: who does it
 * @first: its first page
 * @ns: how long it took
 * @pages: where the walker puts them
 * @cpu: where it runs
 */
struct job {
	const struct run_load *load;
	bench_walker walker;
	unsigned long first;
	double ns;
	struct page **pages;
	int cpu;
};

static struct job job[RUN_THREADS];
static struct task_struct task = { &sim_mm };
static pthread_t helper;
static unsigned int begun, arrived, wanted, finished;	/* jobs of the helper; at the start */

double run_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e9 + now.tv_nsec;
}

double run_had(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * 1e9 + now.tv_nsec;
}

/* A core of its own for each thread, as far as there are. */
static void settle(int cpu)
{
	cpu_set_t set;

	bench_cpu.task = &task;
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

static void await(const unsigned int *counter, unsigned int value)
{
	unsigned int turns = 0;

	while ((int)(__atomic_load_n(counter, __ATOMIC_ACQUIRE) - value) < 0)
		if (++turns > 10000)
			sched_yield();
		else
			__builtin_ia32_pause();
}

static void walk(const struct job *j)
{
	const unsigned long window = j->load->window, call = j->load->call;
	unsigned long done, at;

	for (done = 0; done < j->load->nr; done += window)
		for (at = 0; at < window; at += call)
			if (j->walker(MEM_START + ((j->first + at) << PAGE_SHIFT), call,
				      j->load->flags, j->pages) != (int)call) {
				fprintf(stderr, "user: a walker did not take all\n");
				exit(2);
			}
}

static void work(struct job *j)
{
	double since;

	if (!j->load->cold)
		walk(j);
	__atomic_fetch_add(&arrived, 1, __ATOMIC_SEQ_CST);
	await(&arrived, wanted);
	since = run_had();
	walk(j);
	j->ns = run_had() - since;
}

static void *help(void *arg)
{
	unsigned int n;

	settle(job[1].cpu);
	for (n = 1; ; n++) {
		await(&begun, n);
		if (!job[1].load)
			return arg;
		work(&job[1]);
		__atomic_store_n(&finished, n, __ATOMIC_RELEASE);
	}
}

void run_init(unsigned long most_pages)
{
	cpu_set_t set;
	int cpu, i = 0;

	sched_getaffinity(0, sizeof(set), &set);
	for (cpu = 0; cpu < CPU_SETSIZE && i < RUN_THREADS; cpu++)
		if (CPU_ISSET(cpu, &set))
			job[i++].cpu = cpu;
	if (i < RUN_THREADS) {
		fprintf(stderr, "user: two CPUs are needed\n");
		exit(2);
	}
	for (i = 0; i < RUN_THREADS; i++)
		job[i].pages = mem_reserve(most_pages * sizeof(struct page *));
	settle(job[0].cpu);
	if (pthread_create(&helper, NULL, help, NULL))
		abort();
}

void run_end(void)
{
	job[1].load = NULL;
	__atomic_fetch_add(&begun, 1, __ATOMIC_RELEASE);
	pthread_join(helper, NULL);
}

/* Returns ns a page. */
static double one_round(const struct run_load *load, unsigned long first, bench_walker walker)
{
	const unsigned long windows = load->same ? 1 : load->threads;
	unsigned int i;
	double ns = 0;

	mem_renew(first, load->window * windows, load->cold);
	for (i = 0; i < load->threads; i++) {
		job[i].load = load;
		job[i].walker = walker;
		job[i].first = first + (load->same ? 0 : i * load->window);
	}
	wanted = arrived + load->threads;
	if (load->threads > 1)
		__atomic_fetch_add(&begun, 1, __ATOMIC_RELEASE);
	work(&job[0]);
	if (load->threads > 1)
		await(&finished, begun);
	for (i = 0; i < load->threads; i++)
		ns += job[i].ns;
	return ns / load->threads / load->nr;
}

static int compare(const void *a, const void *b)
{
	return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b);
}

void run_summary(struct run_figure *figure, unsigned int rounds)
{
	double sorted[RUN_ROUNDS];

	memcpy(sorted, figure->round, rounds * sizeof(*sorted));
	qsort(sorted, rounds, sizeof(*sorted), compare);
	figure->median = sorted[rounds / 2];
	figure->least = sorted[0];
	figure->most = sorted[rounds - 1];
}

double run_ratio(const struct run_figure *a, const struct run_figure *b, unsigned int rounds)
{
	struct run_figure ratio;
	unsigned int i;

	for (i = 0; i < rounds; i++)
		ratio.round[i] = a->round[i] / b->round[i];
	run_summary(&ratio, rounds);
	return ratio.median;
}

void run_walkers(const struct run_load *load, unsigned long mapped, unsigned int rounds,
		 const bench_walker *walker, unsigned int nr, struct run_figure *figure)
{
	const unsigned long step = load->window * (load->same ? 1 : load->threads);
	unsigned int round, i;

	for (round = 0; round < rounds; round++)
		for (i = 0; i < nr; i++) {
			/* Who is first is another one each time. */
			unsigned int which = (round + i) % nr;

			figure[which].round[round] = one_round(load, round % (mapped / step) * step,
							       walker[which]);
		}
	for (i = 0; i < nr; i++)
		run_summary(&figure[i], rounds);
}

struct page **run_call(bench_walker walker, unsigned long first, unsigned long nr,
		       unsigned int flags)
{
	memset(job[0].pages, 0, nr * sizeof(struct page *));
	return walker(MEM_START + (first << PAGE_SHIFT), nr, flags, job[0].pages) == (int)nr ?
	       job[0].pages : NULL;
}
