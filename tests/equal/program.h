/* SPDX-License-Identifier: GPL-2.0 */
/* program.h - within the program: what a random case is, and what is said of it */
#ifndef EQUAL_PROGRAM_H
#define EQUAL_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include "equal.h"

#define CASE_ENTRIES	1600

/* A call, and the page tables that it finds; the entries are in order. */
struct equal_case {
	int entries;
	struct equal_entry entry[CASE_ENTRIES];
	enum equal_call call;
	unsigned long start;
	int nr;
	int write;
	int slow;	/* what get_user_pages() will say */
};

/* What is compared: each walker with the model, and then the two with each other. */
enum topic { PRIVATE, OURS, BOTH, TOPICS };
#define KEY_SIZE	160
struct verdicts {
	char key[TOPICS][KEY_SIZE];	/* "" if there is nothing to be said */
};

extern struct equal_tree tree;
extern const char *row;

/* What the kernel's objects want and nobody has; the linker puts them where nothing is. */
#define EQUAL_NAMES	4096
extern const char *const names[];
extern const unsigned long nr_names;

/* random.c */
void random_case(struct equal_case *c, uint64_t seed);

/* model.c */
void catch_faults(void);
unsigned long entry_size(const struct equal_entry *e);
void judge_case(const struct equal_case *c, struct verdicts *v);
const char *name_entry(const struct equal_entry *e, int page, int write);
void sweep_pages(bool remember);

/* shrink.c */
void shrink_case(struct equal_case *c, enum topic topic, const char *key);

#endif
