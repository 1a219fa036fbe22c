/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mm.h - the simulated memory manager, as tests and the other CPU see it
 *
 * One process with page tables in the real layout, folios with references, and
 * CPUs whose interrupts can be off. Nothing here goes through the accessors or
 * the ops that the walker uses: entries are built from the layout's own rows.
 */
#ifndef _SIM_MM_H
#define _SIM_MM_H

#include <sim/kernel.h>

/* A table of huge ptes hangs wherever the layout says, in place of another one. */
enum sim_level { SIM_PTE, SIM_HUGEPTE, SIM_PMD, SIM_PUD, SIM_P4D, SIM_PGD, SIM_LEVELS };

struct sim_layout {
	const char *name;
	const char *arch;
	int entry;		/* bytes of a pte */
	bool big;
	/* Of an entry that is two words: which goes first when it is cleared, or alone. */
	enum { SIM_CLEAR_LOW, SIM_CLEAR_HIGH, SIM_CLEAR_KEEP } clear;
	int quirks;		/* of CPUs that the walker must be kept from */
	u64 frame_mask;
	int frame_shift;
	u64 table_mask;		/* 0: a table is stored as a frame is */
	u64 table_base;
	u64 machine;		/* how a present entry differs from what p?d_val() says */
	u64 noise[2];		/* read-only, writable */
	int tag;
	u64 hole, hole_end;	/* addresses that no CPU has, if there are such */
	bool typed;		/* an entry says of which level its table is, and is asked */
	enum sim_level hugepd;	/* what points at tables of huge ptes */
	u64 hugepd_bits;	/* beside the address; 0: nothing does */
	struct {
		const char *name;
		int shift;
		unsigned int entries;
		int entry;	/* bytes */
		bool split;	/* written and read by halves */
		int low, high;	/* how often a read takes either half; or all, and none */
		bool folded;
		bool leaf;
		u64 table;
		u64 empty;	/* an entry that is none */
	} level[SIM_LEVELS];
	int made;
	struct {
		enum sim_level level;
		const char *kind;
		u64 bits;
		int block;	/* order of a block whose entries are all the first one's */
	} make[];
};
extern const struct sim_layout sim_layout;

/* What user space may do by an entry of this kind, which is in its name. */
enum { SIM_READ = 1, SIM_WRITE = 2, SIM_DEVICE = 4 };
int sim_kind_allows(const char *kind);
bool sim_has(enum sim_level level, const char *kind);
/* Of the block that an entry of this kind is part of; else 0. */
int sim_kind_block(const char *kind);
/* The lowest level that is no folded one, above @level. */
enum sim_level sim_above(enum sim_level level);
static inline unsigned long sim_size(enum sim_level level)
{
	return 1UL << sim_layout.level[level].shift;
}
static inline int sim_order(enum sim_level level)
{
	return sim_layout.level[level].shift - PAGE_SHIFT;
}

/*
 * Page tables
 */
extern struct mm_struct sim_mm;

/* An empty process, no folio in use, no history; what went wrong is forgotten. */
void sim_reset(void);
/* Build the tables for @addr down to @level's; returns the slot there. */
void *sim_build(unsigned long addr, enum sim_level level);
/* The slot, or NULL where an upper table is missing. */
void *sim_slot(unsigned long addr, enum sim_level level);
/* Store an entry of @kind; @page is the first page it maps. No reference moves. */
void sim_set(unsigned long addr, enum sim_level level, const char *kind, struct page *page);
/* The note of it alone, for a table that was filled before it was hung in. */
void sim_mapped(unsigned long addr, enum sim_level level, const char *kind, struct page *page);
void sim_clear(unsigned long addr, enum sim_level level);
/* sim_build(), sim_set(), and one reference for the mapping. */
void sim_map(unsigned long addr, enum sim_level level, const char *kind, struct page *page);
/* What the MMU does: accessed, dirty. */
void sim_make_noise(unsigned long addr, enum sim_level level, bool writable);
/* The end of what the tables of this process, or else user space, can hold; or the hole. */
unsigned long sim_reach(void);
/* A table without a place; hang it in at @level's slot; unhang returns it. */
void *sim_table_new(enum sim_level level);
void sim_table_hang(unsigned long addr, enum sim_level level, void *table);
void *sim_table_unhang(unsigned long addr, enum sim_level level);
void sim_table_rehang(unsigned long addr, enum sim_level level, void *table);
/* Put a table on top whose entries say that they are of a level more; the rest stays. */
void sim_table_top(u64 more);
/* As sim_set() and sim_clear(), in a table that hangs nowhere. */
void sim_table_fill(void *table, enum sim_level level, unsigned int index, const char *kind,
		    struct page *page);
void sim_table_wipe(void *table, enum sim_level level, unsigned int index);
/* An entry there that points at another table. */
void sim_table_point(void *table, enum sim_level level, unsigned int index, void *to);
enum sim_level sim_table_level(const void *table);
/* The one that hangs in @level's slot. */
bool sim_table_empty(unsigned long addr, enum sim_level level);
void sim_table_poison(void *table);
/* What becomes of a poisoned table, and whether one is to be had again: as if never. */
void sim_table_gone(void *table);
void *sim_table_again(enum sim_level level);
/* gup_pte_map() finds none, as in a kernel whose tables of ptes can be gone. */
extern bool sim_no_table;
/* Nothing is left mapped. */
void sim_check_tables(void);
bool sim_is_table(const void *address, bool *freed);

/*
 * Table free: tlb_remove_table() and tlb_finish_mmu()
 */
extern bool sim_no_batch_page;
extern int sim_mm_users;
void sim_table_free(void *table);
void sim_gather_end(void);
/* After clearing an entry: what flushes the TLB waits for walkers only if it is an IPI. */
void sim_flush_tlb(void);
/* tlb_remove_table_sync_one(): where a flush is no IPI, one that waits. */
void sim_table_sync(void);

/*
 * Pages
 */
#define SIM_ANON	((struct address_space *)PAGE_MAPPING_ANON)
extern struct address_space sim_shmem, sim_regular, sim_secretmem;
extern struct dev_pagemap sim_pgmap;
extern struct page *sim_pages;

/* A new folio: one reference, owned, marked as used; anonymous ones are exclusive. */
struct folio *sim_folio(unsigned int order, struct address_space *mapping);
/* It is mapped by ptes: each page has its own mark, not only the head. */
void sim_mark_each(struct folio *folio);
/* The same, where the upper half of a 64-bit entry is another. */
struct folio *sim_far_folio(unsigned int order, struct address_space *mapping);
/* The same, at the end of memory: no frame follows it. */
struct folio *sim_last_folio(unsigned int order, struct address_space *mapping);
/* Free pages become a folio; they need not be the same ones as before. */
struct folio *sim_prep(struct page *page, unsigned int order, struct address_space *mapping);
/* As prep_new_page() does: it has its reference before it is large. */
struct folio *sim_prep_late(struct page *page, unsigned int order, struct address_space *mapping);
void sim_get(struct folio *folio, int refs);
void sim_put(struct folio *folio, int refs);
/* All that the kernel accounts for: the folio is freed if nobody else has any. */
void sim_release(struct folio *folio);
/* Nobody else has a reference, and to rely on that is what the caller will do. */
bool sim_sole(struct folio *folio, bool writers_only);
/* Nobody but the kernel has a reference: from now on nobody may get one. */
bool sim_freeze(struct folio *folio);
void sim_unfreeze(struct folio *folio);
/* As folio_maybe_dma_pinned(). */
bool sim_maybe_pinned(struct folio *folio);
/* Frozen folios become single ones, each with @refs references. */
void sim_split_folio(struct folio *folio, int refs);
/* The same where tails count references: whoever else has one keeps it (counted.c). */
void sim_split_tails(struct folio *head, int refs);
bool sim_pages_contain(const void *address);
/* The struct page there is of a device that went away. */
bool sim_page_gone(const void *address);
long sim_counter(int item);
long sim_node_counter(int nid, int item);
/* How often any counter was changed. */
extern int sim_counted;
void sim_hold(struct page *page, int refs, int pins);
void sim_check_references(void);
/* The slow path: what it returns, and how often it was called. */
extern long sim_slow_result;
extern int sim_slow_calls;
extern unsigned long sim_slow_start, sim_slow_pages;
extern struct page **sim_slow_array;
extern unsigned int sim_slow_flags;
/* What a kernel that debugs checked of what was pinned; how often. */
extern struct page **sim_checked;
extern unsigned long sim_checked_pages;
extern int sim_checked_calls;

/*
 * What was mapped when: time counts the stores of entries.
 */
unsigned long sim_now(void);
/* For a page that was given back meanwhile, and may be another by now. */
bool sim_was_mapped_then(unsigned long addr, const struct page *page, unsigned int generation,
			 bool write, unsigned long since);
/* Else nobody can tell any more what was mapped @since then; sim_was_mapped() is true. */
bool sim_remembers(unsigned long since);
bool sim_was_mapped(unsigned long addr, const struct page *page, bool write, unsigned long since);

/*
 * The other CPU (sched.c: a schedule decides; threads.c: it really is one)
 */
/* Between two accesses of the other CPU. */
void sim_step(void);
/* Wait for a lock that the other one has; false if that cannot end. Then: it was let go. */
bool sim_spin(void);
void sim_spun(void);
/* Wait until each CPU had its interrupts on: an IPI. */
void sim_sync_irqs(void);
/* Free a table after each CPU had its interrupts on: RCU-sched. */
void sim_rcu_free(void *table);

/*
 * What went wrong: NULL, or the first thing.
 */
const char *sim_what_failed(void);
/* It cannot go on, which is nobody's mistake but the simulator's or a layout's. */
void sim_die(const char *why) __attribute__((noreturn));
int sim_warnings(void);
void sim_expect_warning(bool expect);
const char *sim_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif /* _SIM_MM_H */
