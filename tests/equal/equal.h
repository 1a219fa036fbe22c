/* SPDX-License-Identifier: GPL-2.0 */
/*
 * equal.h - between the kernel's side and the program's
 *
 * tables.c is compiled with the tree's headers and by the kernel's command line, main.c
 * with the C library's. They share these types and functions, and nothing else.
 */
#ifndef EQUAL_H
#define EQUAL_H

/* 3.x builds i386 with arguments in registers, the C library does not. */
#ifdef __i386__
#define EQUAL_SEAM	__attribute__((regparm(0)))
#else
#define EQUAL_SEAM
#endif

enum equal_side { EQUAL_PRIVATE, EQUAL_OURS, EQUAL_SIDES };
enum equal_call { EQUAL_ONLY_FAST, EQUAL_FAST, EQUAL_CALLS };

/* Where an entry stands; EQUAL_HUGEPTE is a table of huge ptes (hugepd). */
enum equal_level { EQUAL_PTE, EQUAL_PMD, EQUAL_PUD, EQUAL_HUGEPTE, EQUAL_LEVELS };

/*
 * What an entry is, in the kernel's words. That it may be read or written by user space
 * is what main.c concludes of this, and of nothing else.
 */
enum equal_kind {
	EQUAL_WRITE, EQUAL_READ, EQUAL_KERNEL, EQUAL_SPECIAL, EQUAL_PROTNONE, EQUAL_NUMA,
	EQUAL_SWAP, EQUAL_MIGRATION, EQUAL_FILE, EQUAL_SPLITTING, EQUAL_INVALID, EQUAL_KINDS
};

#define EQUAL_OLD	1	/* not accessed yet */
#define EQUAL_CLEAN	2	/* not dirty */
#define EQUAL_EXEC	4
#define EQUAL_HUGETLB	8	/* a huge entry by hugetlb's constructors, else by THP's */

struct equal_entry {
	unsigned long addr;
	unsigned char level;
	unsigned char kind;
	unsigned char flags;
	int page;
};

/* Alike pages: @nr compounds of 1 << @order, the first one at @first. */
enum equal_pages { EQUAL_SMALL, EQUAL_FREE, EQUAL_THP, EQUAL_HUGE };
struct equal_region {
	enum equal_pages type;
	int first;
	int nr;
	int order;
};

struct equal_tree {
	int page_shift;
	int shift[EQUAL_LEVELS];	/* 0: no leaf there */
	int span[3];			/* log2 of what a pmd, a pud and a pgd stand for */
	int bits;			/* of an address, before it means another one */
	unsigned long limit;		/* the first address that is not user space's */
	unsigned int kinds[EQUAL_LEVELS];
	unsigned int hugetlb;		/* bit for each level: hugetlb has entries there */
	unsigned int thp;
	int has_special;		/* can a pte say that it maps no page? */
	int pages;
	int sets_referenced;
	int ours;			/* is our walker there at all? */
	int nr_regions;
	struct equal_region region[16];
};

struct equal_page {
	int count;
	int mapcount;
	unsigned long flags;
	int referenced;
};

struct equal_result {
	int ret;
	const char *bug;	/* file of a BUG() that was met */
	int line;
	int warnings;
	int interrupts;		/* 1: off in the end, or in the slow path; or on in between */
	int locked;		/* mmap_sem: how often taken and not released */
	int mapped;		/* tables in high memory: how often mapped and not unmapped */
	int slow;		/* calls of get_user_pages() */
	unsigned long slow_start;
	unsigned long slow_nr;
	int slow_write;
	int slow_force;
	int slow_pages;		/* which element of the array it was given */
};

#define EQUAL_ARRAY	(1 << 19)

EQUAL_SEAM void equal_setup(struct equal_tree *tree, void *tables, unsigned long size);
EQUAL_SEAM void equal_clear(void);
EQUAL_SEAM void equal_place(const struct equal_entry *entry);
EQUAL_SEAM void equal_run(enum equal_side side, enum equal_call call, unsigned long start,
			  int nr, int write, int slow, struct equal_result *result);
EQUAL_SEAM int equal_page_at(int i);	/* which page stands in the array; -1: none of ours */
EQUAL_SEAM void equal_wipe(int nr);	/* the array's first elements */
EQUAL_SEAM void equal_page_get(int page, struct equal_page *state);
EQUAL_SEAM void equal_page_reset(int page);

/* Of the program: a BUG() while tables are being made, so a mistake here. */
EQUAL_SEAM void equal_stop(const char *file, int line) __attribute__((noreturn));

#endif
