// SPDX-License-Identifier: GPL-2.0
/*
 * What takes pages without locks, against what changes them, in one process.
 *
 * usage: load [-s SECONDS] [LOAD...]		default: -s 10, all of them
 *
 * headline	1000 FUTEX_WAKE in page 5 of a huge page, in a process of its own that
 *		has 10 seconds; without fast gup it spins in the kernel (see seed.md)
 * These take pages, all at the same time, for SECONDS:
 * futex	FUTEX_WAKE somewhere
 * direct	O_DIRECT writes and reads of /dev/ram1
 * vmsplice	into a pipe and out of it
 * process	process_vm_readv() of itself, which takes them with locks
 * And these are in their way:
 * split	mprotect() of a part of a huge page, and back
 * part		MADV_DONTNEED of a part
 * unmap	munmap() of a huge page, and a new one
 * fork		a child that writes here, unmaps there, splits, and goes
 * collapse	khugepaged without a pause
 *
 * TAP; the last line is "N passed, N failed". What a page has when all is over tells
 * whether each reference was given back: then it is neither mapped nor anonymous.
 */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define HUGE		(2UL << 20)
#define THP		"/sys/kernel/mm/transparent_hugepage/"
#define FUTEX_WAKE	1
#define SLACK_KB	2048	/* what slabs and per-CPU lists may keep */
#define MAX_PFN		(1UL << 22)
#define ANON_FLAG	(1ULL << 12)
#define AREAS		4
#define PAGES_A_CALL	48

enum { QUIET, ROUGH, SMALL, TLB };	/* areas; of QUIET the content is known */

static struct area {
	const char *name;
	unsigned long size;
	char *at;
} areas[AREAS] = {
	[QUIET] = { "quiet", 2 * HUGE },
	[ROUGH] = { "rough", 4 * HUGE },
	[SMALL] = { "small", HUGE },
	[TLB] = { "hugetlb", 2 * HUGE },
};

/* What the loads tell the process that started them. */
static struct shared {
	volatile int stop;
	volatile unsigned long wrong;
	volatile unsigned long calls[16], pages[16];
	volatile unsigned char seen[MAX_PFN / 8];
} *shared;

static unsigned long page_size;
static int seconds = 10, tests, failed;

static void ok(int good, const char *fmt, ...)
{
	va_list args;

	printf("%sok %d - ", good ? "" : "not ", ++tests);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
	failed += !good;
}

static void die(const char *what)
{
	printf("Bail out! %s: %s\n", what, strerror(errno));
	exit(2);
}

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		printf("# %s: %s\n", path, strerror(errno));
	if (fd >= 0)
		close(fd);
}

static unsigned long field(const char *path, const char *name)
{
	unsigned long value, sum = 0;
	char line[256];
	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof(line), file))
		if (!strncmp(line, name, strlen(name)) &&
		    sscanf(line + strlen(name), "%lu", &value) == 1)
			sum += value;
	if (file)
		fclose(file);
	return sum;
}

static unsigned int roll(unsigned int *seed, unsigned int below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

/* Memory that begins at a multiple of HUGE, to be huge or not to be. */
static char *map_at(char *at, unsigned long size, int huge)
{
	const int flags = MAP_PRIVATE | MAP_ANONYMOUS;

	if (!at) {
		char *wide = mmap(NULL, size + 2 * HUGE, PROT_NONE, flags, -1, 0);

		if (wide == MAP_FAILED)
			die("mmap");
		at = (char *)(((uintptr_t)wide + 2 * HUGE - 1) & ~(HUGE - 1));
	}
	at = mmap(at, size, PROT_READ | PROT_WRITE, flags | MAP_FIXED, -1, 0);
	if (at == MAP_FAILED)
		die("mmap");
	if (madvise(at, size, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE) && huge)
		die("MADV_HUGEPAGE");
	return at;
}

/* Memory of hugetlb; where there is none, or not of this size, other small pages. */
static char *map_hugetlb(unsigned long size)
{
	char *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);

	return at == MAP_FAILED ? map_at(NULL, size, 0) : at;
}

static int wake(void *word)
{
	return syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static void headline(void)
{
	int status, i, bad = 0;
	pid_t pid = fork();

	if (!pid) {
		char *at = map_at(NULL, 8UL << 20, 1);

		memset(at, 1, 8UL << 20);
		if (field("/proc/self/smaps", "AnonHugePages:") < (8UL << 10))
			_exit(3);
		alarm(10);
		for (i = 0; i < 1000; i++)
			bad |= wake(at + 5 * page_size);
		_exit(bad != 0);
	}
	waitpid(pid, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		ok(0, "headline: there are no huge pages");
	else
		ok(!status, "headline: 1000 FUTEX_WAKE in page 5 of a huge page%s",
		   WIFSIGNALED(status) ? ": killed after 10 seconds" : "");
}

struct load;

struct place {
	const struct load *load;
	unsigned int seed;
	int id, device, zero, pipe[2];
	char *buffer;		/* for PAGES_A_CALL pages */
};

/* A random range of an area. */
static char *somewhere(struct place *p, struct area *a, unsigned int pages)
{
	return a->at + roll(&p->seed, a->size / page_size - pages + 1) * page_size;
}

static struct area *some_area(struct place *p)
{
	return &areas[roll(&p->seed, AREAS)];
}

static void count(struct place *p, unsigned long pages)
{
	shared->calls[p->id]++;
	shared->pages[p->id] += pages;
}

/* Each page of QUIET says which one it is, all over. */
static void fill_quiet(void)
{
	unsigned int *word = (void *)areas[QUIET].at;
	unsigned long i;

	for (i = 0; i < areas[QUIET].size / sizeof(*word); i++)
		word[i] = i * sizeof(*word) / page_size + 1;
}

static void check(const char *what, const char *got, const char *where, unsigned long pages)
{
	const unsigned int *word = (const void *)got;
	unsigned long first = (where - areas[QUIET].at) / page_size, i;

	for (i = 0; i < pages * page_size / sizeof(*word); i++) {
		if (word[i] == first + i * sizeof(*word) / page_size + 1)
			continue;
		shared->wrong++;
		printf("# %s: page %lu of quiet has %u\n", what,
		       first + i * sizeof(*word) / page_size, word[i]);
		return;
	}
}

static void futex(struct place *p)
{
	wake(somewhere(p, some_area(p), 1) + 4 * roll(&p->seed, page_size / 4));
	count(p, 1);
}

/*
 * Out of an area and into another one, never into QUIET from elsewhere. A range that
 * others change may fault: then the call fails, or is short, which is as it should be.
 */
static void direct(struct place *p)
{
	unsigned int pages = 1 + roll(&p->seed, PAGES_A_CALL);
	struct area *from = some_area(p);
	char *at = somewhere(p, from, pages);
	ssize_t size = pages * page_size;
	off_t offset = (off_t)p->id << 21;

	if (pwrite(p->device, at, size, offset) != size) {
		if (from != &areas[ROUGH])
			shared->wrong++;
		return;
	}
	count(p, pages);
	if (from == &areas[QUIET]) {
		if (pread(p->device, p->buffer, size, offset) != size)
			shared->wrong++;
		check("direct", p->buffer, at, pages);
		/* And into it, what it has already. */
		if (pread(p->device, at, size, offset) != size)
			shared->wrong++;
		check("direct, read", at, at, pages);
		count(p, 2 * pages);
	} else if (pread(p->device, somewhere(p, &areas[ROUGH], pages), size, offset) > 0) {
		count(p, pages);
	}
}

/* A pipe holds 16 pages. */
static void vmsplice_some(struct place *p)
{
	unsigned int pages = 1 + roll(&p->seed, 16);
	struct area *from = some_area(p);
	char *at = somewhere(p, from, pages);
	struct iovec iov = { at, pages * page_size };
	ssize_t got = vmsplice(p->pipe[1], &iov, 1, 0), left;

	if (got < 0) {
		if (from != &areas[ROUGH])
			shared->wrong++;
		return;
	}
	for (left = got; left > 0;) {
		ssize_t n = read(p->pipe[0], p->buffer + got - left, left);

		if (n <= 0) {
			shared->wrong++;
			return;
		}
		left -= n;
	}
	if (from == &areas[QUIET])
		check("vmsplice", p->buffer, at, got / page_size);
	count(p, got / page_size);
}

static void process(struct place *p)
{
	unsigned int pages = 1 + roll(&p->seed, PAGES_A_CALL);
	struct iovec to = { p->buffer, pages * page_size };
	struct iovec from = { somewhere(p, some_area(p), pages), pages * page_size };
	ssize_t got = process_vm_readv(getpid(), &to, 1, &from, 1, 0);

	if (got > 0)
		count(p, got / page_size);
}

/* Write a byte, if that is allowed just now. */
static void poke(struct place *p, char *at)
{
	if (read(p->zero, at, 1) != 1 && errno != EFAULT)
		shared->wrong++;
}

static void split(struct place *p)
{
	unsigned int pages = 1 + roll(&p->seed, 8);
	struct area *a = roll(&p->seed, 4) ? &areas[ROUGH] : &areas[SMALL];
	char *at = somewhere(p, a, pages);

	mprotect(at, pages * page_size, PROT_READ);
	mprotect(at, pages * page_size, PROT_READ | PROT_WRITE);
	/* Of QUIET a page that stays as it was for those who look at it. */
	at = somewhere(p, &areas[QUIET], 1);
	mprotect(at, page_size, PROT_READ | PROT_WRITE | PROT_EXEC);
	mprotect(at, page_size, PROT_READ | PROT_WRITE);
	count(p, pages);
}

static void part(struct place *p)
{
	unsigned int pages = 1 + roll(&p->seed, 64), i;
	char *at = somewhere(p, &areas[ROUGH], pages);

	madvise(at, pages * page_size, MADV_DONTNEED);
	for (i = 0; i < pages; i += 1 + roll(&p->seed, 4))
		((volatile char *)at)[i * page_size];
	count(p, pages);
}

static void unmap(struct place *p)
{
	char *at = areas[ROUGH].at + roll(&p->seed, areas[ROUGH].size / HUGE) * HUGE;

	/* In one step: nobody else may get the place. */
	map_at(at, HUGE, 1);
	poke(p, at);
	count(p, HUGE / page_size);
	usleep(2000);
}

/* Only system calls in the child: the other threads, and their locks, are not there. */
static void fork_some(struct place *p)
{
	unsigned int seed = p->seed, i;
	pid_t pid = fork();
	int status;

	if (pid < 0)
		return;
	if (!pid) {
		for (i = 0; i < 8; i++) {
			char *at = somewhere(p, &areas[ROUGH], 1);

			mprotect(at, page_size, PROT_READ | PROT_EXEC);
			at = somewhere(p, &areas[i & 1 ? ROUGH : SMALL], 1);
			madvise(at, page_size, MADV_DONTNEED);
		}
		if (roll(&seed, 2))
			munmap(areas[ROUGH].at, HUGE);
		_exit(0);
	}
	roll(&p->seed, 2);
	waitpid(pid, &status, 0);
	count(p, 1);
}

/* khugepaged collapses what is there in the main: fill the gaps. */
static void collapse(struct place *p)
{
	char *at = somewhere(p, &areas[ROUGH], 32);
	int i;

	for (i = 0; i < 32; i++)
		poke(p, at + i * page_size);
	count(p, 32);
	usleep(1000);
}

static const struct load {
	const char *name;
	void (*step)(struct place *p);
	int takes;
} loads[] = {
	{ "futex", futex, 1 },
	{ "direct", direct, 1 },
	{ "vmsplice", vmsplice_some, 1 },
	{ "process", process, 1 },
	{ "split", split, 0 },
	{ "part", part, 0 },
	{ "unmap", unmap, 0 },
	{ "fork", fork_some, 0 },
	{ "collapse", collapse, 0 },
};

#define LOADS	((int)(sizeof(loads) / sizeof(loads[0])))

static void *run(void *arg)
{
	struct place *p = arg;

	while (!shared->stop)
		p->load->step(p);
	return NULL;
}

/* Note which page frames the areas have, now and then. */
static void note_pages(void)
{
	int fd = open("/proc/self/pagemap", O_RDONLY), i;
	static uint64_t entries[4 * HUGE / 4096];
	ssize_t n;

	for (i = 0; i < AREAS; i++) {
		n = pread(fd, entries, areas[i].size / page_size * 8,
			  (uintptr_t)areas[i].at / page_size * 8);
		for (n = n / 8 - 1; n >= 0; n--) {
			uint64_t pfn = entries[n] & ((1ULL << 55) - 1);

			if (entries[n] >> 63 && pfn && pfn < MAX_PFN)
				shared->seen[pfn / 8] |= 1 << pfn % 8;
		}
	}
	close(fd);
}

static void work(const char *chosen, int duration)
{
	static struct place places[LOADS];
	pthread_t threads[LOADS];
	time_t end = time(NULL) + duration;
	int i;

	for (i = 0; i < TLB; i++)
		areas[i].at = map_at(NULL, areas[i].size, i != SMALL);
	areas[TLB].at = map_hugetlb(areas[TLB].size);
	fill_quiet();
	memset(areas[TLB].at, 1, areas[TLB].size);
	memset(areas[ROUGH].at, 1, areas[ROUGH].size);
	memset(areas[SMALL].at, 1, areas[SMALL].size);
	/*
	 * A page that is being read into when fork copies it may be the child's afterwards,
	 * and the parent's a copy: that is so in all kernels of this age.
	 */
	madvise(areas[QUIET].at, areas[QUIET].size, MADV_DONTFORK);
	for (i = 0; i < LOADS; i++) {
		struct place *p = &places[i];

		if (!chosen[i])
			continue;
		p->load = &loads[i];
		p->id = i;
		p->seed = i + time(NULL);
		p->device = open("/dev/ram1", O_RDWR | O_DIRECT);
		p->zero = open("/dev/zero", O_RDONLY);
		if (p->device < 0 || p->zero < 0)
			die("/dev/ram1");
		if (pipe(p->pipe) || posix_memalign((void **)&p->buffer, page_size,
						    PAGES_A_CALL * page_size))
			die("pipe");
		if (pthread_create(&threads[i], NULL, run, p))
			die("pthread_create");
	}
	while (time(NULL) < end) {
		note_pages();
		usleep(20000);
	}
	shared->stop = 1;
	for (i = 0; i < LOADS; i++)
		if (chosen[i])
			pthread_join(threads[i], NULL);
	note_pages();
	_exit(0);
}

/* Page frames that some process has: after the loads nobody should have theirs. */
static void forget_mapped(unsigned char *seen)
{
	struct dirent *entry;
	DIR *proc = opendir("/proc");

	while (proc && (entry = readdir(proc))) {
		char path[300], line[256];
		unsigned long long from, to;
		FILE *maps;
		int fd;

		if (entry->d_name[0] < '0' || entry->d_name[0] > '9')
			continue;
		snprintf(path, sizeof(path), "/proc/%s/maps", entry->d_name);
		maps = fopen(path, "r");
		snprintf(path, sizeof(path), "/proc/%s/pagemap", entry->d_name);
		fd = open(path, O_RDONLY);
		while (maps && fd >= 0 && fgets(line, sizeof(line), maps)) {
			if (sscanf(line, "%llx-%llx", &from, &to) != 2)
				continue;
			for (; from < to; from += page_size) {
				uint64_t value = 0, pfn;

				if (pread(fd, &value, 8, from / page_size * 8) != 8)
					break;
				pfn = value & ((1ULL << 55) - 1);
				if (value >> 63 && pfn < MAX_PFN)
					seen[pfn / 8] &= ~(1 << pfn % 8);
			}
		}
		if (maps)
			fclose(maps);
		if (fd >= 0)
			close(fd);
	}
	if (proc)
		closedir(proc);
}

/* What is still held, or mapped, by nobody who is alive? */
static void look_at_pages(void)
{
	static unsigned char seen[MAX_PFN / 8];
	int counts = open("/proc/kpagecount", O_RDONLY);
	int flags = open("/proc/kpageflags", O_RDONLY);
	unsigned long pfn, all = 0, mapped = 0, kept = 0;

	if (counts < 0 || flags < 0)
		die("/proc/kpagecount");
	memcpy(seen, (void *)shared->seen, sizeof(seen));
	for (pfn = 0; pfn < MAX_PFN; pfn++)
		all += seen[pfn / 8] >> pfn % 8 & 1;
	forget_mapped(seen);
	for (pfn = 0; pfn < MAX_PFN; pfn++) {
		int64_t times = 0;
		uint64_t flag = 0;

		if (!(seen[pfn / 8] >> pfn % 8 & 1))
			continue;
		if (pread(counts, &times, 8, pfn * 8) != 8 || pread(flags, &flag, 8, pfn * 8) != 8)
			die("/proc/kpageflags");
		/* Of a free page the count is something else, and below zero. */
		if (times <= 0 && !(flag & ANON_FLAG))
			continue;
		mapped += times > 0;
		kept += !!(flag & ANON_FLAG);
		if (mapped + kept < 10)
			printf("# page frame %#lx: count %lld, flags %#llx\n", pfn,
			       (long long)times, (unsigned long long)flag);
	}
	close(counts);
	close(flags);
	ok(all && !mapped, "of %lu page frames kpagecount is 0 (not of %lu)", all, mapped);
	ok(all && !kept, "none of them is still anonymous memory (%lu are)", kept);
}

/* The caches and lists that hold memory let go of it. */
static unsigned long mem_free(void)
{
	put("/proc/sys/vm/compact_memory", "1");
	put("/proc/sys/vm/drop_caches", "3");
	usleep(300000);
	return field("/proc/meminfo", "MemFree:");
}

/* Return: 0 if they were through in time. */
static int run_loads(const char *chosen, int duration)
{
	const int limit = duration + 120;
	int status, waited;
	pid_t pid = fork();

	if (!pid)
		work(chosen, duration);
	for (waited = 0; waited < limit; waited++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return status;
		sleep(1);
	}
	kill(pid, SIGKILL);
	sleep(5);
	waitpid(pid, &status, WNOHANG);
	return -1;
}

int main(int argc, char **argv)
{
	char chosen[LOADS] = { 0 }, warm[LOADS];
	int first = 1, want_headline = argc == 1, any = 0, i, j, status;
	unsigned long before, after, pool;

	setvbuf(stdout, NULL, _IOLBF, 0);
	page_size = sysconf(_SC_PAGESIZE);
	if (argc > 2 && !strcmp(argv[1], "-s")) {
		seconds = atoi(argv[2]);
		first = 3;
		want_headline = argc == 3;
	}
	for (i = first; i < argc; i++) {
		for (j = 0; j < LOADS && strcmp(argv[i], loads[j].name); j++)
			;
		if (!strcmp(argv[i], "headline")) {
			want_headline = 1;
		} else if (j < LOADS) {
			chosen[j] = any = 1;
		} else {
			printf("'%s' is no load; give some of: headline", argv[i]);
			for (j = 0; j < LOADS; j++)
				printf(" %s", loads[j].name);
			putchar('\n');
			return 2;
		}
	}
	if (first == argc) {
		memset(chosen, 1, sizeof(chosen));
		any = 1;
	}
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		die("mmap");
	put(THP "enabled", "always");
	if (want_headline)
		headline();
	if (!any)
		goto end;

	if (chosen[LOADS - 1]) {
		/* It would sleep to the end of what it was told first, unless it is stopped. */
		put(THP "enabled", "never");
		put(THP "khugepaged/scan_sleep_millisecs", "0");
		put(THP "khugepaged/alloc_sleep_millisecs", "10");
		put(THP "khugepaged/pages_to_scan", "4096");
		put(THP "enabled", "always");
	}
	/* Once for the slabs to be filled, and the shared memory to be there. */
	memset(shared, 1, sizeof(*shared));
	memset(shared, 0, sizeof(*shared));
	memcpy(warm, chosen, sizeof(warm));
	status = run_loads(warm, 2);
	memset(shared, 0, sizeof(*shared));
	before = mem_free();
	pool = field("/proc/meminfo", "HugePages_Free:");
	if (!status)
		status = run_loads(chosen, seconds);
	ok(!status, "the loads came to their end (status %#x)", status);
	for (i = 0; i < LOADS; i++)
		if (chosen[i])
			ok(shared->calls[i] > 0, "%s: %lu calls, %lu pages", loads[i].name,
			   shared->calls[i], shared->pages[i]);
	ok(!shared->wrong, "what was written is what was read (%lu times not)", shared->wrong);
	if (!chosen[LOADS - 1])
		printf("# collapse: not chosen\n");
	else
		printf("# collapsed: %lu, split: %lu, page faults to huge pages: %lu\n",
		       field(THP "khugepaged/pages_collapsed", ""),
		       field("/proc/vmstat", "thp_split "),
		       field("/proc/vmstat", "thp_fault_alloc "));
	put(THP "khugepaged/scan_sleep_millisecs", "100000");
	after = mem_free();
	look_at_pages();
	ok(field("/proc/meminfo", "HugePages_Free:") == pool, "hugetlb has its %lu pages again", pool);
	ok(after + SLACK_KB >= before, "MemFree is back: %lu kB before, %lu kB after", before,
	   after);
end:
	printf("1..%d\n%d passed, %d failed\n", tests, tests - failed, failed);
	return failed != 0;
}
