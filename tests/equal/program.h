/* SPDX-License-Identifier: GPL-2.0 */
/* program.h - within the program for private walkers: what a random case is */
#ifndef EQUAL_PROGRAM_H
#define EQUAL_PROGRAM_H

#include "differences.h"
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

extern struct equal_tree tree;
#define case_page_size	(1UL << tree.page_shift)

/* What the kernel's objects want and nobody has; the linker puts them where nothing is. */
#define EQUAL_NAMES	4096
extern const char *const names[];
extern const unsigned long nr_names;

/* random.c */
void random_case(struct equal_case *c, uint64_t seed);

/* model.c */
void catch_faults(void);
unsigned long entry_size(const struct equal_entry *e);
const char *name_entry(const struct equal_entry *e, int page, int write);
void sweep_pages(bool remember);

#endif
