// SPDX-License-Identifier: GPL-2.0
/*
 * Do page tables go through tlb_remove_table(), at each level, and in each of its ways?
 *
 * It hands a batch of tables to RCU, and sends an IPI for each table if there is no page
 * for a batch. Only the latter can be seen from outside, in /proc/interrupts, so that is
 * how the level of ptes and that of pmds are each asked: were a table freed by
 * tlb_remove_page(), as the seed series did, it would send none. So is an mm with one
 * user, whose tables were freed at once, before the TLB was flushed. For batches: no IPI
 * is sent.
 *
 * A table that hugetlb shares is not freed but left. That sends an IPI, too.
 *
 * Meanwhile another thread walks these very tables without locks, by shared futexes.
 *
 * usage: tables	TAP; needs CONFIG_FAIL_PAGE_ALLOC, and more than one CPU
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define TABLE	(1UL << 21)	/* what a table of ptes maps */
#define TABLES	64
#define ROUNDS	50
/* A gigabyte, which a table of pmds maps, in which there is nothing else. */
#define FREE_AT	((char *)0x50000000UL)
/* An aligned gigabyte, of which hugetlb can share the table. */
#define SHARE_AT	((char *)0x2000000000ULL)
#define SHARE		(1UL << 30)
#define FAULTS	"/sys/kernel/debug/fail_page_alloc/"

static char *volatile walked;

static int put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	int rc = 0;

	if (!f || fputs(text, f) < 0)
		rc = -1;
	if (f && fclose(f))
		rc = -1;
	return rc;
}

/* How many times has a CPU been asked by IPI to call a function? */
static long calls(void)
{
	FILE *f = fopen("/proc/interrupts", "r");
	char line[512], *at;
	long sum = 0;

	while (f && fgets(line, sizeof(line), f)) {
		if (!strstr(line, "unction call interrupts"))
			continue;
		at = strchr(line, ':') + 1;
		for (;;) {
			char *next;
			long n = strtol(at, &next, 10);

			if (next == at)
				break;
			sum += n;
			at = next;
		}
	}
	if (f)
		fclose(f);
	return sum;
}

static void *walk(void *stop)
{
	unsigned int i = 0;

	while (!__atomic_load_n((int *)stop, __ATOMIC_RELAXED)) {
		char *map = walked;

		if (map)
			syscall(SYS_futex, map + i++ % TABLES * TABLE, FUTEX_WAKE, 1, NULL, NULL, 0);
		else
			sched_yield();
	}
	return NULL;
}

/* @tables tables of ptes, or one of ptes and one of pmds, come and go. */
static int come_and_go(int tables)
{
	unsigned long size = tables * TABLE;
	char *map;
	int i;

	map = mmap(tables > 1 ? NULL : FREE_AT, size, PROT_READ | PROT_WRITE,
		   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | (tables > 1 ? 0 : MAP_FIXED), -1, 0);
	if (map == MAP_FAILED)
		return -1;
	madvise(map, size, MADV_NOHUGEPAGE);
	for (i = 0; i < tables; i++)
		map[i * TABLE] = 1;
	walked = tables > 1 ? map : NULL;
	return munmap(map, size);
}

/* A table of pmds is shared with a child, which leaves it. */
static int share(void)
{
	int status;
	pid_t child;

	if (mmap(SHARE_AT, SHARE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB |
		 MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
		return -1;
	*SHARE_AT = 1;
	child = fork();
	if (!child)
		_exit(munmap(SHARE_AT, SHARE) ? 1 : 0);
	if (child < 0 || waitpid(child, &status, 0) != child || status)
		return -1;
	return munmap(SHARE_AT, SHARE);
}

static int number, failed;

/*
 * In a process of its own: ROUNDS times. @tables: 0 for one that is shared. @expected: how
 * many IPIs, at least; 0 for hardly any. Return: what was seen.
 */
static void run(const char *name, int users, int fail, int tables, long expected)
{
	long before = calls(), seen;
	int status, i, stop = 0;
	pthread_t walker;
	pid_t child;

	number++;
	child = fork();
	if (!child) {
		if (users > 1 && pthread_create(&walker, NULL, walk, &stop))
			_exit(3);
		if (fail && put("/proc/self/make-it-fail", "1"))
			_exit(4);
		for (i = 0; i < ROUNDS; i++)
			if (tables ? come_and_go(tables) : share())
				_exit(5);
		if (fail)
			put("/proc/self/make-it-fail", "0");
		__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
		if (users > 1)
			pthread_join(walker, NULL);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status) {
		printf("not ok %d - tables: %s\n#   the child ended with status 0x%x\n", number, name, status);
		failed++;
		return;
	}
	seen = calls() - before;
	if (expected ? seen < expected : seen > ROUNDS / 2) {
		printf("not ok %d - tables: %s\n#   expected: %s %ld IPIs, got: %ld\n", number, name,
		       expected ? "at least" : "at most", expected ? expected : ROUNDS / 2, seen);
		failed++;
		return;
	}
	printf("ok %d - tables: %s, %ld IPIs for %d rounds\n", number, name, seen, ROUNDS);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("TAP version 13\n1..6\n");
	run("batches go to RCU, with one user", 1, 0, TABLES, 0);
	run("batches go to RCU, under a walker", 2, 0, TABLES, 0);
	if (sizeof(long) == 8)
		run("an IPI for each table that is shared, and left", 1, 0, 0, ROUNDS * 9L / 10);
	else
		printf("ok %d - tables: shared # SKIP hugetlb shares none here\n", ++number);
	/* Of this task only, of those that must not wait only, of any size, always. */
	if (put(FAULTS "task-filter", "Y") || put(FAULTS "ignore-gfp-wait", "Y") ||
	    put(FAULTS "min-order", "0") || put(FAULTS "times", "-1") ||
	    put(FAULTS "verbose", "0") || put(FAULTS "probability", "100")) {
		printf("ok 4 - tables: ptes # SKIP no CONFIG_FAIL_PAGE_ALLOC\n");
		printf("ok 5 - tables: pmds # SKIP no CONFIG_FAIL_PAGE_ALLOC\n");
		printf("ok 6 - tables: one user # SKIP no CONFIG_FAIL_PAGE_ALLOC\n");
		return failed != 0;
	}
	run("no page for a batch, an IPI for each table of ptes", 2, 1, TABLES, TABLES * ROUNDS * 9L / 10);
	/* One of ptes and one of pmds a round: more than the former alone would send. */
	run("no page for a batch, and for each table of pmds", 2, 1, 1, 2 * ROUNDS * 9L / 10);
	run("no page for a batch, with one user", 1, 1, TABLES, TABLES * ROUNDS * 9L / 10);
	put(FAULTS "probability", "0");
	return failed != 0;
}
