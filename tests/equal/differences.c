// SPDX-License-Identifier: GPL-2.0
/*
 * differences.c - what differs, and which of that is known
 *
 * Each difference is shown once, by the smallest case that shows it. One that stands in the
 * file of known ones is a mistake or a shortcoming of the tree's own walker; any other one
 * is a failure.
 */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "differences.h"

#define MAX_DIFFERENCES	400
#define MAX_KNOWN	200
/* Fewer than that many tables need not show all that is known. */
#define ENOUGH		500000

const char *row;

struct difference;

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
	struct equal_case *smallest;
} differences[MAX_DIFFERENCES];
static int nr;

static struct known known[MAX_KNOWN];
static int nr_known;

static const char *name_topic(enum topic topic)
{
	return topic == OURS ? "ours" : topic == BOTH ? "both" : their_name;
}

static char *trim(char *s)
{
	char *end;

	s += strspn(s, " \t");
	for (end = s + strlen(s); end > s && strchr(" \t\n", end[-1]);)
		*--end = 0;
	return s;
}

/* Is this row one of @rows, patterns of the shell, and none of those that have a "!"? */
static bool is_row_of(char *rows)
{
	char *pattern;
	bool is = false;

	while ((pattern = strsep(&rows, " "))) {
		if (*pattern != '!')
			is |= !fnmatch(pattern, row, 0);
		else if (!fnmatch(pattern + 1, row, 0))
			return false;
	}
	return is;
}

/* ROWS | TOPIC | DIFFERENCE | why; the first three are patterns of the shell. */
void read_known(const char *path)
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
			fprintf(stderr,
				"equal: %s:%d: a row is: rows | %s or both | difference | why\n",
				path, number, their_name);
			exit(2);
		}
		for (i = 0; i < 4; i++)
			field[i] = strdup(trim(field[i]));
		if (is_row_of(field[0]) && nr_known < MAX_KNOWN)
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
		if (!fnmatch(known[i].topic, name_topic(topic), 0) &&
		    !fnmatch(known[i].key, key, 0))
			return &known[i];
	return NULL;
}

static struct equal_case *copy_of(const struct equal_case *c)
{
	struct equal_case *copy = malloc(case_size);

	if (!copy) {
		fprintf(stderr, "equal: no memory for a case\n");
		exit(2);
	}
	return memcpy(copy, c, case_size);
}

void note_difference(const struct equal_case *c, enum topic topic, const char *key,
		     unsigned long table)
{
	struct difference *d;
	int i;

	for (i = 0; i < nr; i++) {
		d = &differences[i];
		if (d->topic == topic && !strcmp(d->key, key))
			break;
	}
	if (i == MAX_DIFFERENCES)
		return;
	d = &differences[i];
	if (i == nr) {
		nr++;
		d->topic = topic;
		snprintf(d->key, KEY_SIZE, "%s", key);
		d->known = find_known(topic, key);
		d->table = table;
		d->smallest = copy_of(c);
		shrink_case(d->smallest, topic, key);
	}
	d->times++;
	if (!d->known)
		return;
	d->known->seen++;
	if (!d->known->shown ||
	    case_entries(d->smallest) < case_entries(d->known->shown->smallest))
		d->known->shown = d;
}

bool has_failed(void)
{
	int i;

	for (i = 0; i < nr; i++)
		if (!differences[i].known)
			return true;
	return false;
}

int nr_differences(void)
{
	return nr;
}

static void show(const struct difference *d, unsigned long seed)
{
	printf("# %s: %s: %s; %lu times\n", d->known ? "known" : "FAILED", name_topic(d->topic),
	       d->known ? d->known->key : d->key, d->known ? d->known->seen : d->times);
	if (d->known)
		printf("#   %s\n#   as: %s\n", d->known->why, d->key);
	show_case(d->smallest);
	if (!d->known)
		printf("#   again: SEED=%lu FIRST=%lu TABLES=1\n", seed, d->table);
}

int report_differences(bool ours, unsigned long seed, unsigned long tables)
{
	int topic, i, number = 0, failed = 0;

	for (topic = 0; topic < TOPICS; topic++) {
		int bad = 0, fine = 0;

		if (topic && !ours)
			break;
		for (i = 0; i < nr; i++) {
			if (differences[i].topic != topic)
				continue;
			if (differences[i].known)
				fine++;
			else
				bad++;
		}
		printf("%sok %d - %s: ", bad ? "not " : "", ++number, row);
		if (topic == PRIVATE)
			printf("the %s walker does what the model says", their_name);
		else
			printf("%s", topic == OURS ? "ours does what the model says" :
						     "both do the same");
		printf(", %lu tables%s\n", tables, fine ? ", but for what is known" : "");
		failed += !!bad;
		for (i = 0; i < nr; i++)
			if (differences[i].topic == topic &&
			    (!differences[i].known ||
			     differences[i].known->shown == &differences[i]))
				show(&differences[i], seed);
	}
	for (i = 0; i < nr_known; i++) {
		if (known[i].seen || (!ours && !strcmp(known[i].topic, "both")))
			continue;
		printf("# stale: %s: %s: not seen in %lu tables%s\n", known[i].topic,
		       known[i].key, tables, tables < ENOUGH ? ", which may be too few" :
		       "; take the row out of known");
	}
	printf("1..%d\n", number);
	return failed;
}
