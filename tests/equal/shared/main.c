// SPDX-License-Identifier: GPL-2.0
/*
 * main.c - a tree's shared walker and ours over the same random page tables
 *
 * usage: equal ROW KNOWN SEED FIRST TABLES [first]
 *
 * With "first" it ends at the first difference that is not known.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "number.h"
#include "case.h"

const unsigned long case_size = sizeof(struct equal_case);
const char *const their_name = "shared";

/* call.c says by it what is wrong of a call that it makes itself, which is not done here. */
void sim_fail(const char *format, ...)
{
	sim_die(format);
}

int case_entries(const struct equal_case *c)
{
	return c->entries;
}

static const char *name_flags(unsigned int flags)
{
	static const struct { unsigned int flag; const char *name; } names[] = {
		{ FOLL_GET, "GET" }, { FOLL_PIN, "PIN" }, { FOLL_WRITE, "WRITE" },
		{ FOLL_LONGTERM, "LONGTERM" }, { FOLL_FAST_ONLY, "FAST_ONLY" },
		{ FOLL_FORCE, "FORCE" }, { FOLL_NOFAULT, "NOFAULT" },
		{ FOLL_PCI_P2PDMA, "PCI_P2PDMA" }, { FOLL_TOUCH, "TOUCH" },
	};
	static char text[160];
	unsigned int i, at = 0;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (flags & names[i].flag)
			at += sprintf(text + at, "%s%s", at ? " | " : "", names[i].name);
	return text;
}

void show_case(const struct equal_case *c)
{
	struct page *page;
	char text[KEY_SIZE];
	int i, shown = 0;

	world_build(c);
	printf("#   (%#lx, %d, %s)%s%s%s%s%s\n", c->start, c->nr, name_flags(c->flags),
	       c->forks ? ", a fork is under way" : "",
	       c->irqs_off ? ", interrupts are off" : "",
	       c->no_table ? ", tables of ptes are gone" : "",
	       c->end ? sim_format(", user space ends at %#lx", c->end) : "",
	       c->entries ? ", where" : ", no tables");
	for (i = 0; i < c->entries; i++) {
		const struct case_entry *e = &c->entry[i];

		if (world_entry(c, e->addr, &page) != e)
			continue;
		if (shown++ < 8)
			printf("#   %#lx is %s (page %d of folio %d)\n", e->addr,
			       name_entry(c, e, true, text),
			       e->level == SIM_PTE ? e->page : 0, e->folio);
	}
	if (shown > 8)
		printf("#   and %d entries more\n", shown - 8);
	if (c->step)
		printf("#   %#lx %s meanwhile\n", c->stepped, race_step(c));
}

int main(int argc, char **argv)
{
	unsigned long seed, first, tables, i, taken = 0;
	static struct equal_case c;
	struct verdicts v;
	time_t said = time(NULL);
	int topic;

	if (argc != 6 && !(argc == 7 && !strcmp(argv[6], "first"))) {
		fprintf(stderr, "usage: equal ROW KNOWN SEED FIRST TABLES [first]\n");
		return 2;
	}
	row = argv[1];
	read_known(argv[2]);
	seed = sim_number("equal", argv[3], 0, ~0UL);
	first = sim_number("equal", argv[4], 0, ~0UL);
	tables = sim_number("equal", argv[5], 1, ~0UL);
	sim_reset();
	world_setup();
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = first; i < first + tables; i++) {
		random_case(&c, (uint64_t)seed << 32 ^ i);
		judge_case(&c, &v);
		for (topic = 0; topic < TOPICS; topic++)
			if (*v.key[topic])
				note_difference(&c, topic, v.key[topic], i);
		taken += v.taken > 1;
		if (argc == 7 && has_failed())
			break;
		if (i % 1024 == 0 && time(NULL) - said >= 20) {
			said = time(NULL);
			printf("# %s: %lu of %lu tables, %d differences\n", row, i - first, tables,
			       nr_differences());
		}
	}
	printf("# of %lu calls %lu took more than one page\n", tables, taken);
	return !!report_differences(true, seed, tables);
}
