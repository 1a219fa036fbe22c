// SPDX-License-Identifier: GPL-2.0
/*
 * Wake a futex in the tail of a transparent huge page, 1000 times.
 *
 * get_futex_key() takes the page by get_user_pages_fast(). Of a tail it needs the head,
 * so it turns interrupts off, to hold back a split, and takes the page again by
 * __get_user_pages_fast(). Where that is the weak stub, which takes nothing, it tries
 * again for ever: the child is killed by its alarm. Else it is through at once.
 *
 * Seen with the first arm and arm64 kernels that have THP (3.11) up to 3.17.
 *
 * usage: futex_tail	TAP; exit status 0 if nothing hung, 1 if something did
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define HUGE	(2UL << 20)
#define SECONDS	10

/* What the word's page is, as /proc/kpageflags says; 0 if it says nothing. */
static uint64_t page_flags(const void *addr)
{
	uint64_t entry = 0, flags = 0;
	int map = open("/proc/self/pagemap", O_RDONLY);
	int all = open("/proc/kpageflags", O_RDONLY);
	off_t at = (uintptr_t)addr / getpagesize() * 8;

	if (map < 0 || all < 0 || pread(map, &entry, 8, at) != 8 ||
	    pread(all, &flags, 8, (entry & ((1ULL << 55) - 1)) * 8) != 8)
		flags = 0;
	close(map);
	close(all);
	return flags;
}

/* A word in page 5 of a huge page; NULL if there is no huge page to be had. */
static int *word_in_tail(int hugetlb)
{
	const int flags = MAP_PRIVATE | MAP_ANONYMOUS;
	char *map, *huge;

	if (hugetlb) {
		huge = mmap(NULL, HUGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB,
			    -1, 0);
		if (huge == MAP_FAILED)
			return NULL;
	} else {
		map = mmap(NULL, 4 * HUGE, PROT_READ | PROT_WRITE, flags, -1, 0);
		if (map == MAP_FAILED)
			return NULL;
		huge = (char *)(((uintptr_t)map + HUGE - 1) & ~(HUGE - 1));
		if (madvise(huge, HUGE, MADV_HUGEPAGE))
			return NULL;
	}
	memset(huge, 1, HUGE);
	return (int *)(huge + 5 * getpagesize() + 64);
}

static int wake_all(int *word, int op)
{
	int i;

	alarm(SECONDS);
	for (i = 0; i < 1000; i++)
		if (syscall(SYS_futex, word, op, 1, NULL, NULL, 0) < 0)
			return 1;
	return 0;
}

static int number, failed;

static void result(const char *name, int *word, int op, int hugetlb)
{
	struct timespec from, to;
	int status;
	pid_t child;

	number++;
	if (!word) {
		printf("ok %d - futex: %s # SKIP no huge page to be had\n", number, name);
		return;
	}
	/* KPF_COMPOUND_TAIL */
	if (!(page_flags(word) >> 16 & 1)) {
		printf("not ok %d - futex: %s\n#   its page is no tail, flags 0x%llx: no huge page was mapped\n",
		       number, name, (unsigned long long)page_flags(word));
		failed++;
		return;
	}
	clock_gettime(CLOCK_MONOTONIC, &from);
	fflush(stdout);
	child = fork();
	if (!child) {
		/* Its own huge page: the parent's would be shared with it, and is read-only. */
		word = word_in_tail(hugetlb);
		_exit(word ? wake_all(word, op) : 2);
	}
	if (child < 0 || waitpid(child, &status, 0) != child) {
		printf("not ok %d - futex: %s\n#   no child: %s\n", number, name, strerror(errno));
		failed++;
		return;
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	if (WIFSIGNALED(status) || WEXITSTATUS(status)) {
		printf("not ok %d - futex: %s\n#   expected: 1000 wakes, got: %s %d after %ld s\n", number,
		       name, WIFSIGNALED(status) ? "killed by signal" : "exit status",
		       WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
		       (long)(to.tv_sec - from.tv_sec));
		failed++;
		return;
	}
	printf("ok %d - futex: %s, %ld ms\n", number, name,
	       (long)((to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000));
}

int main(void)
{
	int *thp = word_in_tail(0), *hugetlb = word_in_tail(1);

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("TAP version 13\n1..3\n");
	result("tail of a transparent huge page", thp, FUTEX_WAKE, 0);
	result("the same, private to the process", thp, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 0);
	result("tail of a hugetlb page", hugetlb, FUTEX_WAKE, 1);
	return failed != 0;
}
