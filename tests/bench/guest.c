// SPDX-License-Identifier: GPL-2.0
/*
 * guest.c - what a page costs to take, by gup_test inside the kernel
 *
 * usage: guest MEGABYTES KIND
 *
 * Maps MEGABYTES of a KIND of memory and has gup_test take all of it, by get and
 * by pin, for reading and for writing, so many pages a call. Prints for each
 *	figure KIND CALL ACCESS PAGES TENTHS
 * the median of three, in tenths of a nanosecond a page (under QEMU's -icount
 * that is a tenth of an instruction), or, where the kernel does not give such
 * memory, one line "without KIND reason". Each time the whole area must be taken,
 * and before that its folios and its mapping must be what KIND says.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <mm/gup_test.h>

#define THP	"/sys/kernel/mm/transparent_hugepage/"
#define REPEAT	3
#define FOLL_WRITE 1		/* include/linux/mm_types.h */
#define KPF_TAIL 16		/* include/uapi/linux/kernel-page-flags.h */
#define HUGE_SHIFT 26		/* MAP_HUGE_SHIFT */

/* What a mapping is made of; folios are in kB, 0: of a huge page's size. */
struct kind {
	const char *name;
	bool shared;		/* shmem */
	bool hugetlb;
	unsigned long folio_kb;
	bool by_pmd;		/* mapped by leaves above the ptes */
};

static const struct kind kinds[] = {
	{ "anonymous", .folio_kb = 4 },
	{ "shmem", .folio_kb = 4, .shared = true },
	{ "thp", .by_pmd = true },
	{ "thp-by-pte", .by_pmd = false },
	{ "mthp-64k", .folio_kb = 64 },
	{ "hugetlb", .hugetlb = true, .by_pmd = true },
	{ "hugetlb-1g", .hugetlb = true, .by_pmd = true, .folio_kb = 1 << 20 },
};

static const struct kind *kind;
static unsigned long page, huge_kb;

static void without(const char *fmt, ...)
{
	va_list args;

	printf("without %s ", kind->name);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	putchar('\n');
	exit(0);
}

static void die(const char *what)
{
	fprintf(stderr, "guest: %s: %s: %s\n", kind ? kind->name : "start", what, strerror(errno));
	exit(1);
}

static bool put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	bool done = fd >= 0 && write(fd, text, strlen(text)) > 0;

	close(fd);
	return done;
}

/* The number behind @name in a file of such lines; several are added up. */
static unsigned long field(const char *path, const char *name)
{
	unsigned long sum = 0;
	char line[256];
	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof(line), file))
		if (!strncmp(line, name, strlen(name)))
			sum += strtoul(line + strlen(name), NULL, 10);
	if (file)
		fclose(file);
	return sum;
}

/* The one size of THP that may be had; all others are off. */
static bool only_thp(unsigned long want_kb)
{
	char path[128];
	unsigned long kb;
	bool done = !want_kb;

	for (kb = page / 1024; kb <= huge_kb; kb *= 2) {
		snprintf(path, sizeof(path), THP "hugepages-%lukB/enabled", kb);
		if (put(path, kb == want_kb ? "always" : "never") && kb == want_kb)
			done = true;
	}
	/* A kernel without such files has one size. */
	if (want_kb == huge_kb && put(THP "enabled", "always"))
		done = true;
	return done;
}

static uint64_t word(const char *path, uint64_t index)
{
	uint64_t value;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || pread(fd, &value, sizeof(value), index * sizeof(value)) != sizeof(value))
		die(path);
	close(fd);
	return value;
}

static bool is_tail(uint64_t pfn)
{
	return word("/proc/kpageflags", pfn) >> KPF_TAIL & 1;
}

static unsigned long folio_kb(char *at)
{
	uint64_t pfn = word("/proc/self/pagemap", (uintptr_t)at / page) & ((1ULL << 55) - 1);
	uint64_t end = pfn + 1;

	while (is_tail(end))
		end++;
	while (is_tail(pfn))
		pfn--;
	return (end - pfn) * page / 1024;
}

static char *map(unsigned long size, unsigned long align, int flags)
{
	char *area = mmap(NULL, size + align, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (area == MAP_FAILED)
		die("mmap");
	munmap(area, size + align);
	area = (char *)(((uintptr_t)area + align - 1) & -align);
	return mmap(area, size, PROT_READ | PROT_WRITE, MAP_FIXED_NOREPLACE | MAP_ANONYMOUS | flags,
		    -1, 0);
}

static char *make(unsigned long size)
{
	unsigned long want_kb = kind->folio_kb ? kind->folio_kb : huge_kb, kb, whole = size, at;
	int flags = kind->shared ? MAP_SHARED : MAP_PRIVATE;
	char *area;

	if (!huge_kb && kind->folio_kb != 4)
		without("it has no huge pages");
	if (want_kb < page / 1024)
		want_kb = page / 1024;
	if (kind->hugetlb) {
		flags |= MAP_HUGETLB | __builtin_ctzl(want_kb << 10) << HUGE_SHIFT;
		if (whole < want_kb << 10)
			whole = want_kb << 10;
	} else if (!only_thp(want_kb == page / 1024 ? 0 : want_kb)) {
		without("it has no THP of %lu kB", want_kb);
	}
	area = map(whole, want_kb << 10, flags);
	if (area == MAP_FAILED) {
		if (kind->hugetlb)
			without("it has no free page of %lu kB", want_kb);
		die("mmap");
	}
	for (at = 0; at < size; at += page)
		area[at] = 1;
	/* Other permissions for a part of it, and the pmd is no leaf any more. */
	if (!kind->by_pmd && want_kb == huge_kb)
		for (at = 0; at < size; at += want_kb << 10)
			if (mprotect(area + at, page, PROT_READ) ||
			    mprotect(area + at, page, PROT_READ | PROT_WRITE))
				die("mprotect");
	for (at = 0; at < size; at += want_kb << 10) {
		area[at] = 2;
		kb = kind->hugetlb ? want_kb : folio_kb(area + at);
		if (kb != want_kb)
			without("a folio has %lu kB, not %lu", kb, want_kb);
	}
	kb = field("/proc/self/smaps", "AnonHugePages:");
	if (!kind->hugetlb && kb != (kind->by_pmd ? size / 1024 : 0))
		without("%lu kB are mapped by pmds", kb);
	return area;
}

static int ascending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The median, as the guest corrects its clock now and then. */
static void measure(int gup, unsigned long cmd, const char *call, char *area, unsigned long size,
		    bool write, unsigned int pages)
{
	uint64_t usec[REPEAT];
	int i;

	for (i = 0; i < REPEAT; i++) {
		struct gup_test test = {
			.addr = (uintptr_t)area,
			.size = size,
			.nr_pages_per_call = pages,
			.gup_flags = write ? FOLL_WRITE : 0,
		};

		if (ioctl(gup, cmd, &test))
			die("gup_test");
		if (test.size != size) {
			errno = EFAULT;
			die("not all of it was taken");
		}
		usec[i] = test.get_delta_usec;
	}
	qsort(usec, REPEAT, sizeof(*usec), ascending);
	printf("figure %s %s %s %u %llu\n", kind->name, call, write ? "write" : "read", pages,
	       (unsigned long long)(usec[REPEAT / 2] * 10000 / (size / page)));
}

int main(int argc, char **argv)
{
	static const unsigned int pages[] = { 1, 16, 512 };
	unsigned long size;
	unsigned int i;
	char *area;
	int gup;

	for (i = 0; argc == 3 && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(argv[2], kinds[i].name))
			kind = &kinds[i];
	size = kind ? strtoul(argv[1], NULL, 10) << 20 : 0;
	if (!size) {
		fprintf(stderr, "usage: guest MEGABYTES KIND, KIND being one of\n");
		for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
			fprintf(stderr, "\t%s\n", kinds[i].name);
		return 2;
	}
	page = sysconf(_SC_PAGESIZE);
	huge_kb = field(THP "hpage_pmd_size", "") / 1024;
	if (!huge_kb)
		huge_kb = field("/proc/meminfo", "Hugepagesize:");
	gup = open("/sys/kernel/debug/gup_test", O_RDWR);
	if (gup < 0)
		die("/sys/kernel/debug/gup_test");
	area = make(size);
	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		measure(gup, GUP_FAST_BENCHMARK, "get", area, size, true, pages[i]);
		measure(gup, PIN_FAST_BENCHMARK, "pin", area, size, true, pages[i]);
		measure(gup, GUP_FAST_BENCHMARK, "get", area, size, false, pages[i]);
		measure(gup, PIN_FAST_BENCHMARK, "pin", area, size, false, pages[i]);
	}
	measure(gup, PIN_LONGTERM_BENCHMARK, "slow", area, size, true, 512);
	return 0;
}
