// SPDX-License-Identifier: GPL-2.0
/*
 * main.c - the private walker and ours over the same random page tables
 *
 * usage: equal ROW KNOWN SEED FIRST TABLES
 *
 * Each difference is shown once, by the smallest case that shows it. One that stands in
 * KNOWN is a mistake or a shortcoming of the private walker; any other one is a failure.
 */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include "program.h"

#define MAX_DIFFERENCES	400
#define MAX_KNOWN	200
#define ARENA		(128UL << 20)
#define GUARD		(1UL << 20)
/* Fewer than that many tables need not show all that is known. */
#define ENOUGH		500000

struct equal_tree tree;

struct difference;

static const char *const topics[] = { "private", "ours", "both" };

struct known {
	char *topic, *key, *why;
	unsigned long seen;
	const struct difference *shown;	/* the smallest */
};

static struct difference {
	enum topic topic;
	char key[KEY_SIZE];
	unsigned long times;
	struct known *known;
	unsigned long table;
	struct equal_case smallest;
} differences[MAX_DIFFERENCES];
static int nr_differences;

static struct known known[MAX_KNOWN];
static int nr_known;
const char *row;

static char *trim(char *s)
{
	char *end;

	s += strspn(s, " \t");
	for (end = s + strlen(s); end > s && strchr(" \t\n", end[-1]);)
		*--end = 0;
	return s;
}

/* ROWS | TOPIC | DIFFERENCE | why; the first three are patterns of the shell. */
static void read_known(const char *path)
{
	FILE *file = fopen(path, "r");
	static char line[1024];
	int number = 0;

	if (!file) {
		perror(path);
		exit(2);
	}
	while (fgets(line, sizeof(line), file)) {
		char *field[4], *rest = line;
		int i;

		number++;
		if (*trim(line) == '#' || !*trim(line))
			continue;
		for (i = 0; i < 4; i++)
			field[i] = i < 3 ? strsep(&rest, "|") : rest;
		if (!field[3]) {
			fprintf(stderr, "equal: %s:%d: a row is: rows | private or both | difference | why\n",
				path, number);
			exit(2);
		}
		for (i = 0; i < 4; i++)
			field[i] = strdup(trim(field[i]));
		if (!fnmatch(field[0], row, 0) && nr_known < MAX_KNOWN)
			known[nr_known++] = (struct known){ field[1], field[2], field[3], 0, NULL };
	}
	fclose(file);
}

static struct known *find_known(enum topic topic, const char *key)
{
	int i;

	if (topic == OURS)
		return NULL;
	for (i = 0; i < nr_known; i++)
		if (!fnmatch(known[i].topic, topics[topic], 0) && !fnmatch(known[i].key, key, 0))
			return &known[i];
	return NULL;
}

static void note(const struct equal_case *c, enum topic topic, const char *key, unsigned long table)
{
	struct difference *d;
	int i;

	for (i = 0; i < nr_differences; i++) {
		d = &differences[i];
		if (d->topic == topic && !strcmp(d->key, key))
			break;
	}
	if (i == MAX_DIFFERENCES)
		return;
	d = &differences[i];
	if (i == nr_differences) {
		nr_differences++;
		d->topic = topic;
		strcpy(d->key, key);
		d->known = find_known(topic, key);
		d->table = table;
		d->smallest = *c;
		shrink_case(&d->smallest, topic, key);
	}
	d->times++;
	if (!d->known)
		return;
	d->known->seen++;
	if (!d->known->shown || d->smallest.entries < d->known->shown->smallest.entries)
		d->known->shown = d;
}

static void show_case(const struct equal_case *c)
{
	int i;

	printf("#   %s(%#lx, %d, %s)%s\n",
	       c->call == EQUAL_ONLY_FAST ? "__get_user_pages_fast" : "get_user_pages_fast",
	       c->start, c->nr, c->write ? "write" : "read", c->entries ? ", where" : ", no tables");
	for (i = 0; i < c->entries && i < 8; i++)
		printf("#   %#lx is a %s (%d)\n", c->entry[i].addr,
		       name_entry(&c->entry[i], c->entry[i].page, -1), c->entry[i].page);
	if (i < c->entries)
		printf("#   and %d entries more\n", c->entries - i);
}

static int report(unsigned long seed, unsigned long tables)
{
	int topic, i, number = 0, failed = 0;
	static const char *const what[] = {
		"the private walker does what the model says", "ours does what the model says",
		"both do the same"
	};

	for (topic = 0; topic < TOPICS; topic++) {
		int bad = 0, fine = 0;

		if (topic && !tree.ours)
			break;
		for (i = 0; i < nr_differences; i++) {
			if (differences[i].topic != topic)
				continue;
			if (differences[i].known)
				fine++;
			else
				bad++;
		}
		printf("%sok %d - %s: %s, %lu tables%s\n", bad ? "not " : "", ++number, row,
		       what[topic], tables, fine ? ", but for what is known" : "");
		failed += !!bad;
		for (i = 0; i < nr_differences; i++) {
			const struct difference *d = &differences[i];

			if (d->topic != topic)
				continue;
			if (d->known && d->known->shown != d)
				continue;
			printf("# %s: %s: %s; %lu times\n", d->known ? "known" : "FAILED", topics[topic],
			       d->known ? d->known->key : d->key, d->known ? d->known->seen : d->times);
			if (d->known)
				printf("#   %s\n#   as: %s\n", d->known->why, d->key);
			show_case(&d->smallest);
			if (!d->known)
				printf("#   again: SEED=%lu FIRST=%lu TABLES=1\n", seed, d->table);
		}
	}
	for (i = 0; i < nr_known; i++) {
		if (known[i].seen || (!tree.ours && !strcmp(known[i].topic, "both")))
			continue;
		printf("# stale: %s: %s: not seen in %lu tables%s\n", known[i].topic, known[i].key, tables,
		       tables < ENOUGH ? ", which may be too few" : "; take the row out of known");
	}
	printf("1..%d\n", number);
	return failed;
}

/* Where an entry can hold it as a physical address, and with nothing behind. */
static void *map_arena(void)
{
	unsigned long at;
	void *arena;

	for (at = EQUAL_ARENA; at < EQUAL_ARENA + 4 * ARENA; at += ARENA / 4) {
		arena = mmap((void *)at, ARENA + GUARD, PROT_NONE,
			     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (arena == (void *)at && !mprotect(arena, ARENA, PROT_READ | PROT_WRITE))
			return arena;
		if (arena != MAP_FAILED)
			munmap(arena, ARENA + GUARD);
	}
	fprintf(stderr, "equal: %s: no memory is free at %#lx; give the row another arena\n", row,
		(unsigned long)EQUAL_ARENA);
	exit(2);
}

int main(int argc, char **argv)
{
	unsigned long seed, first, tables, i;
	static struct equal_case c;
	struct verdicts v;
	time_t said = time(NULL);
	void *arena;
	int topic;

	if (argc != 6) {
		fprintf(stderr, "usage: equal ROW KNOWN SEED FIRST TABLES\n");
		return 2;
	}
	row = argv[1];
	read_known(argv[2]);
	seed = strtoul(argv[3], NULL, 0);
	first = strtoul(argv[4], NULL, 0);
	tables = strtoul(argv[5], NULL, 0);
	arena = map_arena();
	catch_faults();
	equal_setup(&tree, arena, ARENA);
	sweep_pages(true);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = first; i < first + tables; i++) {
		random_case(&c, (uint64_t)seed << 32 ^ i);
		judge_case(&c, &v);
		for (topic = 0; topic < TOPICS; topic++)
			if (*v.key[topic])
				note(&c, topic, v.key[topic], i);
		if (i % 8192 == 8191)
			sweep_pages(false);
		if (i % 1024 == 0 && time(NULL) - said >= 20) {
			said = time(NULL);
			printf("# %s: %lu of %lu tables, %d differences\n", row, i - first, tables,
			       nr_differences);
		}
	}
	return !!report(seed, tables);
}
