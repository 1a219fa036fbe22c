/* SPDX-License-Identifier: GPL-2.0 */
/*
 * differences.h - what both programs of "make equal" do with a difference: shrink it, count
 * it, and say whether it is known
 */
#ifndef EQUAL_DIFFERENCES_H
#define EQUAL_DIFFERENCES_H

#include <stdbool.h>
#include <stdint.h>

/* What is compared: each walker with the model, and then the two with each other. */
enum topic { PRIVATE, OURS, BOTH, TOPICS };
#define KEY_SIZE	160
struct verdicts {
	char key[TOPICS][KEY_SIZE];	/* "" if there is nothing to be said */
	int taken;			/* pages, if that is counted */
};

/* A call, and the page tables that it finds. What it is, each program knows for itself. */
struct equal_case;

extern const char *row;

/* differences.c */
void read_known(const char *path);
void note_difference(const struct equal_case *c, enum topic topic, const char *key,
		     unsigned long table);
int nr_differences(void);
/* Is there one that is not known? */
bool has_failed(void);
/* Returns how many topics failed. @ours: our walker is there at all. */
int report_differences(bool ours, unsigned long seed, unsigned long tables);

/* shrink.c */
void shrink_case(struct equal_case *c, enum topic topic, const char *key);
/* Keep what was tried if it still shows the difference. */
bool keep_case(struct equal_case *c, const struct equal_case *tried, enum topic topic,
	       const char *key);

/*
 * Of each program
 */
extern const unsigned long case_size;
/* What the tree's own walker is called here, and in the file of known differences. */
extern const char *const their_name;
int case_entries(const struct equal_case *c);
void judge_case(const struct equal_case *c, struct verdicts *v);
void show_case(const struct equal_case *c);
/* Whatever else can be plainer; true if something is. */
bool plainer_case(struct equal_case *c, enum topic topic, const char *key);

#endif
