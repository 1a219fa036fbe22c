// SPDX-License-Identifier: GPL-2.0
/*
 * main.c - the private walker and ours over the same random page tables
 *
 * usage: equal ROW KNOWN SEED FIRST TABLES
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include "program.h"

#define ARENA		(128UL << 20)
#define GUARD		(1UL << 20)

struct equal_tree tree;

const unsigned long case_size = sizeof(struct equal_case);
const char *const their_name = "private";

int case_entries(const struct equal_case *c)
{
	return c->entries;
}

void show_case(const struct equal_case *c)
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
				note_difference(&c, topic, v.key[topic], i);
		if (i % 8192 == 8191)
			sweep_pages(false);
		if (i % 1024 == 0 && time(NULL) - said >= 20) {
			said = time(NULL);
			printf("# %s: %lu of %lu tables, %d differences\n", row, i - first, tables,
			       nr_differences());
		}
	}
	return !!report_differences(tree.ours, seed, tables);
}
