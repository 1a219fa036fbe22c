// SPDX-License-Identifier: GPL-2.0
/*
 * races.c - what /dev/gup_race has to say of a kernel's fast gup
 *
 * usage: races insert | nothing | thp | collapse | unmap | secret | secret_free SECONDS
 *
 * Prints "races: result NAME VALUE" lines; which value is right depends on the
 * kernel, and is judged elsewhere.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "gup_race.h"

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif

static int device;
static size_t page_size;

static void die(const char *what)
{
	printf("races: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void result(const char *name, const char *what, long value)
{
	printf("races: result %s_%s %ld\n", name, what, value);
}

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		printf("races: %s: %s\n", path, strerror(errno));
	close(fd);
}

/* Address space, and nothing mapped behind it, so that a walker stops there. */
static char *reserve(size_t bytes)
{
	char *p = mmap(NULL, bytes + page_size, PROT_NONE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		die("mmap");
	return p;
}

static void map_at(char *p, size_t bytes, int flags, int fd)
{
	if (mmap(p, bytes, PROT_READ | PROT_WRITE, flags | MAP_FIXED, fd, 0) != p)
		die("mmap");
}

static void call(struct gup_race_call *c, char *addr, unsigned int nr, unsigned int how)
{
	memset(c, 0, sizeof(*c));
	c->addr = (unsigned long)addr;
	c->nr_pages = nr;
	c->how = how;
	if (ioctl(device, GUP_RACE_CALL, c))
		die("GUP_RACE_CALL");
}

/* vm_insert_page() memory: how much of it comes without locks, and is it that? */
static void insert(void)
{
	const unsigned int nr = 8;
	struct gup_race_call c;
	char *p = reserve(nr * page_size);
	int i, right = 0;

	map_at(p, nr * page_size, MAP_SHARED, device);
	call(&c, p, nr, GUP_RACE_WRITE);
	for (i = 0; i < c.got; i++)
		right += c.first[i] == (unsigned int)i + 1;
	result("insert", "fast", c.got);
	result("insert", "right", right);
	call(&c, p, nr, GUP_RACE_WRITE | GUP_RACE_PIN);
	result("insert", "pinned", c.got);
}

/* No page asked for, where some are mapped. */
static void nothing(void)
{
	struct gup_race_call c;
	char *p = reserve(4 * page_size);

	map_at(p, 4 * page_size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	madvise(p, 4 * page_size, MADV_NOHUGEPAGE);
	memset(p, 1, 4 * page_size);
	call(&c, p, 0, GUP_RACE_WRITE);
	result("nothing", "got", c.got);
}

static char *huge_page(void)
{
	size_t size = 0;
	FILE *file = fopen("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size", "r");
	char *p;

	if (!file || fscanf(file, "%zu", &size) != 1 || !size)
		die("hpage_pmd_size");
	fclose(file);
	p = reserve(2 * size);
	p = (char *)(((unsigned long)p + size - 1) & ~(size - 1));
	map_at(p, size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	madvise(p, size, MADV_HUGEPAGE);
	memset(p, 1, page_size);
	return p;
}

static char *small_page(void)
{
	char *p = reserve(page_size);

	map_at(p, page_size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	madvise(p, page_size, MADV_NOHUGEPAGE);
	memset(p, 1, page_size);
	return p;
}

static void map_secret(char *p, size_t bytes)
{
	int fd = syscall(SYS_memfd_secret, 0);

	if (fd < 0 || ftruncate(fd, bytes))
		die("memfd_secret");
	map_at(p, bytes, MAP_SHARED, fd);
	close(fd);
	memset(p, 0x5e, bytes);
}

static char *secret_page(void)
{
	char *p = reserve(page_size);

	map_secret(p, page_size);
	return p;
}

/* Whatever a walker may be made of, the old one and ours; not what tests it. */
static int of_walker(const char *name)
{
	static const char * const part[] = { "gup_", "try_grab_folio_fast", "get_user_pages_fast" };
	static const char * const not[] = { "gup_test", "gup_race", "gup_longterm" };
	unsigned int i;

	for (i = 0; i < sizeof(not) / sizeof(*not); i++)
		if (!strncmp(name, not[i], strlen(not[i])))
			return 0;
	for (i = 0; i < sizeof(part) / sizeof(*part); i++)
		if (!strncmp(name, part[i], strlen(part[i])))
			return 1;
	return 0;
}

/*
 * Let @page go before each instruction of the walker in turn. @never: it may
 * not come out however late that is.
 */
static void race(const char *name, char *page, unsigned int what, int never)
{
	unsigned long begin = 0, next, at;
	unsigned int places = 0, hit = 0, held = 0, bad = 0;
	char line[256], symbol[128], in[128] = "", type;
	struct gup_race_call c;
	FILE *file = fopen("/proc/kallsyms", "r");

	/* The walker takes it when nobody interferes; else this shows nothing. */
	call(&c, page, 1, GUP_RACE_WRITE);
	result(name, "alone", c.got);
	write_file("/sys/kernel/rcu_expedited", "1");
	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "%lx %c %127s", &next, &type, symbol) != 3)
			continue;
		for (at = begin; at && at < next; at++) {
			struct gup_race_at r = {
				.addr = (unsigned long)page, .at = at,
				.how = GUP_RACE_WRITE, .what = what,
			};

			/* Not every byte begins an instruction, or one to probe. */
			if (ioctl(device, GUP_RACE_AT, &r)) {
				if (errno == EFAULT)
					die("GUP_RACE_AT");
				continue;
			}
			places++;
			hit += r.hit;
			/* Not called at all. A part, name.cold, is never called, but jumped to. */
			if (at == begin && !r.hit && !strchr(in, '.'))
				break;
			held += r.hit && r.held;
			if (r.hit && r.got == 1 && (never || !r.held)) {
				if (!bad++)
					printf("races: %s: first at %s+%#lx\n", name, in,
					       at - begin);
			}
		}
		begin = of_walker(symbol) ? next : 0;
		strcpy(in, symbol);
	}
	result(name, "places", places);
	result(name, "hit", hit);
	result(name, "after_reference", held);
	result(name, "bad", bad);
}

static volatile int over;

/* Keeps an emulated CPU busy, so that the others are held up now and then. */
static void *spin(void *unused)
{
	while (!over)
		;
	return unused;
}

/* The last user of each file goes as the next takes its place: it is truncated. */
static void *truncate_again(void *page)
{
	unsigned long *nr = malloc(sizeof(*nr));

	for (*nr = 0; !over; ++*nr)
		map_secret(page, page_size);
	return nr;
}

static void secret_free(int seconds)
{
	unsigned long tried = 0, taken = 0, *truncated;
	time_t end = time(NULL) + seconds;
	pthread_t truncates, spins;
	struct gup_race_call c;
	char *page = secret_page();

	pthread_create(&truncates, NULL, truncate_again, page);
	pthread_create(&spins, NULL, spin, NULL);
	for (; time(NULL) < end; tried++) {
		call(&c, page, 1, tried % 2 ? GUP_RACE_PIN : 0);
		taken += c.got > 0;
	}
	over = 1;
	pthread_join(spins, NULL);
	pthread_join(truncates, (void **)&truncated);
	result("secret_free", "tried", tried);
	result("secret_free", "truncated", *truncated);
	result("secret_free", "taken", taken);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	setvbuf(stdout, NULL, _IOLBF, 0);
	page_size = sysconf(_SC_PAGESIZE);
	device = open("/dev/gup_race", O_RDWR);
	if (device < 0)
		die("/dev/gup_race");
	if (!strcmp(what, "insert"))
		insert();
	else if (!strcmp(what, "nothing"))
		nothing();
	else if (!strcmp(what, "thp"))
		race(what, huge_page(), GUP_RACE_PMD, 0);
	else if (!strcmp(what, "collapse"))
		race(what, small_page(), GUP_RACE_PMD, 0);
	else if (!strcmp(what, "unmap"))
		race(what, small_page(), GUP_RACE_PTE, 0);
	else if (!strcmp(what, "secret"))
		race(what, secret_page(), GUP_RACE_PTE | GUP_RACE_MAPPING, 1);
	else if (!strcmp(what, "secret_free") && argc > 2)
		secret_free(atoi(argv[2]));
	else
		return 2;
	return 0;
}
