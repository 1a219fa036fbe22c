/* SPDX-License-Identifier: GPL-2.0 */
/*
 * case.h - within the program for shared walkers: what a random case is
 *
 * A case is page tables of the simulator (tests/sim/mm.h), the folios that they map, and a
 * call. It is small, and says nothing of bits: shrink.c and plainer.c take from it what they
 * can, and world.c builds whatever is left.
 */
#ifndef EQUAL_CASE_H
#define EQUAL_CASE_H

#include "test.h"
#include "../differences.h"

#define CASE_FOLIOS	7
#define CASE_ENTRIES	40

enum case_mapping {
	CASE_ANON, CASE_SHMEM, CASE_FILE, CASE_SECRETMEM, CASE_NONE, CASE_OTHER, CASE_KSM,
	CASE_MAPPINGS
};

#define CASE_OLD	1	/* reclaim does not know it as referenced */
#define CASE_SHARED	2	/* one page, or the head, is not exclusive */
#define CASE_MOVABLE	4
#define CASE_INACCESSIBLE 8
#define CASE_NODE1	16
#define CASE_DEVICE	32	/* has a pagemap; of a large one each page is a folio */
#define CASE_PEER	64	/* is a PCI peer's memory */
#define CASE_HUGETLB	128
#define CASE_SLAB	256
#define CASE_FREE	512	/* nobody has a reference */
#define CASE_FULL	1024	/* so many references that the count is negative */
#define CASE_MARKS	2048

struct case_folio {
	unsigned char order;
	unsigned char mapping;
	unsigned short marks;
	unsigned char shared;	/* which page is not exclusive */
};

/* Is each of its pages a folio? A giant's pages are not reset, so they are not touched. */
static inline bool case_splits(const struct case_folio *f)
{
	return f->marks & CASE_DEVICE && f->order && f->order <= 13;
}

static inline int case_page(const struct case_folio *f, int page)
{
	return page & ((1UL << f->order) - 1);
}

static inline int case_shared_page(const struct case_folio *f)
{
	return case_page(f, f->shared);
}

/* One that nothing can be at, for what is there already, is left out by world.c. */
struct case_entry {
	unsigned long addr;
	unsigned char level;
	unsigned char kind;	/* of sim_layout.make */
	unsigned char folio;	/* CASE_FOLIOS: the zero page */
	unsigned char page;	/* of the folio; a huge entry has the first */
};

/* What another CPU does, between two accesses of the walker (race.c). */
enum case_step {
	CASE_STILL, CASE_CLEAR, CASE_REMAP, CASE_SHARE, CASE_NOISE, CASE_UNHANG, CASE_FREEZE,
	CASE_SPLIT, CASE_TRUNCATE, CASE_FORK, CASE_STEPS
};

#define CASE_RACED	8	/* pages that are asked for then, at most */
#define CASE_SPARE	(CASE_FOLIOS - 1)	/* the folio that is mapped anew */

struct equal_case {
	int entries;
	struct case_entry entry[CASE_ENTRIES];
	struct case_folio folio[CASE_FOLIOS];
	unsigned long start;
	int nr;
	unsigned int flags;
	long slow;		/* what the slow path returns */
	unsigned long end;	/* where user space ends; 0: where the layout says */
	bool forks;		/* a fork is under way */
	bool irqs_off;
	bool no_table;
	unsigned char quirk;
	enum case_step step;
	unsigned long stepped;	/* at the entry that maps this */
};

#define case_page_size	PAGE_SIZE

/*
 * random.c
 */
void random_setup(void);
void random_case(struct equal_case *c, uint64_t seed);

/*
 * world.c
 */
#define WATCHED		1400

struct page_state { unsigned long flags; int refs, pins; };

/* What came of a call. */
struct took {
	int ret;
	int n;			/* how many pages the walk took */
	int stored;		/* how many places of the array hold something */
	long pins[2];		/* counted as acquired, less those that are counted as released */
	int slow;
	unsigned long slow_start, slow_nr, slow_at;
	unsigned int slow_flags;
	bool warned, irqs, announced;
	bool pagemap;		/* a reference on a device's is left */
	struct page *pages[SIM_MAX_PAGES + 64];
	struct page_state state[WATCHED];
	char violation[KEY_SIZE];
};

extern struct page *watched[];
extern struct page_state watched_before[];
extern int nr_watched;

void world_setup(void);
void world_build(const struct equal_case *c);
void world_run(const struct equal_case *c, enum topic side, struct took *t);
struct schedule;
struct outcome;
/* As sim_run(); false if that died. */
bool world_call(const struct schedule *s, void (*walker)(void), void (*other)(void),
		struct outcome *o);
extern int (*const world_theirs)(unsigned long start, int nr_pages, unsigned int flags,
				 struct page **pages);
/* The entry that maps @addr, or NULL; and the page. */
const struct case_entry *world_entry(const struct equal_case *c, unsigned long addr,
				     struct page **page);
struct page *world_page(const struct equal_case *c, int folio, int page);
const char *entry_kind(const struct equal_case *c, const struct case_entry *e);

/*
 * race.c
 */
void race_judge(const struct equal_case *c, struct verdicts *v);
const char *race_step(const struct equal_case *c);

/*
 * model.c
 */
/* @all its folio's marks, or those that matter to the call. */
const char *name_entry(const struct equal_case *c, const struct case_entry *e, bool all,
		       char *text);

#endif
