// SPDX-License-Identifier: GPL-2.0
/*
 * gup_fast.c - take pages of the current process without locks
 *
 * One walker for every architecture and every kernel. gup_kernel.h says what
 * this kernel offers (references, policy, the slow path), asm/gup_ops.h what
 * the architecture's page tables look like; the contract and the reasons why
 * all this is safe stand in asm-generic/gup_ops.h.
 */
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/prefetch.h>
#include <linux/sched.h>

#include "gup_kernel.h"
#include <asm/gup_ops.h>
#include "gup_entry.h"

/**
 * struct gup_walk - one call, as far as it has come
 * @cur: the way down to where the walk stands
 * @call: what the kernel keeps of a call
 * @end: the first address after the range
 * @flags: FOLL_* as the caller gave them
 * @pages: the caller's array
 * @nr: how many of it are taken and recorded; entries behind it may be scratch
 */
struct gup_walk {
	struct gup_cursor cur;
	struct gup_call call;
	unsigned long end;
	unsigned int flags;
	struct page **pages;
	unsigned int nr;
};

/**
 * struct gup_batch - neighbouring leaves that are taken together
 * @level: of the leaves
 * @slot: where the first of them stands
 * @val: their copies; one for a huge leaf, whatever part of it is wanted
 * @above: the entry above them
 * @nr: how many pages; they stand in the caller's array, behind the recorded
 * @device: a device's memory, so a batch of one leaf
 */
struct gup_batch {
	enum gup_level level;
	union gup_slot slot;
	const union gup_value *val;
	const struct gup_entry *above;
	unsigned int nr;
	bool device;
};

/* One leaf has one copy, however many of its pages are in the batch. */
static __always_inline union gup_value gup_batch_val(const struct gup_batch *b, unsigned int i)
{
	return b->val[b->level == GUP_PTE ? i : 0];
}

/*
 * Race: collapse. Other CPU: khugepaged clears the pmd, waits for walkers by an
 * IPI, and only then counts references; the ptes of the table stay valid
 * meanwhile. We: reference, barrier, look at the pmd as well as at the ptes.
 * Enough because: if the pmd is unchanged it was cleared after our reference
 * was there to be counted.
 *
 * Race: unmap, migration, fork, KSM, NUMA hinting. Other CPU: clears or
 * write-protects the entry, and only then looks whether the page has references
 * or pins that it does not know. We: reference or pin, barrier, look at the
 * entry. Enough because: one of the two sees the other.
 *
 * Race: hugetlb unshare. Other CPU: clears the pud of a shared table of pmds.
 * Caught by the look at the entry above, which is that pud.
 *
 * Return: how many of the pages from @from up to @to are still mapped alike.
 */
static __always_inline unsigned int gup_look_back(const struct gup_batch *b, unsigned int from,
						  unsigned int to)
{
	unsigned int i = from;

	if (unlikely(!gup_entry_still(b->above->level, b->above->slot, b->above->val)))
		return 0;
	if (b->level != GUP_PTE)
		return gup_entry_still(b->level, b->slot, b->val[0]) ? to - from : 0;
	for (; i < to; i++) {
		union gup_slot slot = { .pte = b->slot.pte + i };

		if (unlikely(!gup_entry_still(GUP_PTE, slot, b->val[i])))
			break;
	}
	return i - from;
}

/*
 * Ask the kernel's policy about pages that are ours by now, a run of one folio
 * at a time. Return: how many may be kept.
 */
static __always_inline unsigned int gup_admit(struct gup_walk *w, const struct gup_batch *b,
					      unsigned int nr)
{
	struct page **pages = w->pages + w->nr;
	bool huge = b->level != GUP_PTE;
	unsigned int i, j, run;

	for (i = 0; i < nr; i += run) {
		run = gup_run(pages + i, nr - i, huge);
		switch (gup_policy(pages[i], w->flags)) {
		case GUP_REFUSE:
			return i;
		case GUP_LOOK_AGAIN:
			/* What the policy read must be older than this look. */
			smp_rmb();
			if (gup_look_back(b, i, i + run) != run)
				return i;
			break;
		case GUP_ADMIT:
			break;
		}
		if (gup_unshares(w->flags))
			for (j = i; j < i + run; j += huge ? run : 1)
				if (!gup_entry_write(b->level, gup_batch_val(b, j)) &&
				    gup_must_part(pages[j], huge, w->flags))
					return j;
		if (!gup_accessible(pages[i], w->flags))
			return i;
		gup_touch(pages[i]);
	}
	return nr;
}

/**
 * gup_leaf() - take the pages of a batch: the one leaf routine, for every level
 * @w: the walk; the batch's pages stand behind its recorded ones
 * @b: the batch, judged by the copies
 *
 * Race: split, free and reuse. Other CPU: splits the folio, or frees it and has
 * it back as part of another one, between our look at the entry and our
 * reference. Caught by gup_take(), which checks with the reference held that
 * the first and the last page still belong to the folio.
 *
 * Return: how many pages from the batch's first on were taken and recorded.
 */
static noinline unsigned int gup_leaf(struct gup_walk *w, const struct gup_batch *b)
{
	struct page **pages = w->pages + w->nr;
	struct dev_pagemap *pgmap = NULL;
	unsigned int taken, kept, run;

	if (unlikely(b->device)) {
		pgmap = gup_device_hold(pages[0], w->flags);
		if (!pgmap)
			return 0;
	}
	for (taken = 0; taken < b->nr; taken += run) {
		run = gup_take(&w->call, pages + taken, b->nr - taken, b->level != GUP_PTE,
			       w->flags);
		if (unlikely(!run))
			break;
	}
	/*
	 * After the last reference or pin, before the first look back. Pairs
	 * with the barrier between clearing an entry and looking for pins in
	 * folio_try_share_anon_rmap_pte() and its like.
	 */
	smp_mb__after_atomic();
	kept = gup_admit(w, b, gup_look_back(b, 0, taken));
	if (unlikely(kept != taken))
		gup_give(pages + kept, taken - kept, w->flags);
	if (unlikely(pgmap))
		gup_device_drop(pgmap);
	w->nr += kept;
	w->cur.addr += (unsigned long)kept << PAGE_SHIFT;
	return kept;
}

/* May a leaf be taken, as far as its copy can tell? */
static __always_inline bool gup_usable(enum gup_level level, union gup_value val, bool write,
				       bool *device)
{
	if (unlikely(!gup_entry_permitted(level, val, write)))
		return false;
	*device = gup_entry_device(level, val);
	return *device || !gup_entry_special(level, val);
}

/*
 * Take ptes of one table, a batch at a time, up to @stop. No entry behind it is
 * read, and no page is prefetched that was not judged.
 */
static __always_inline bool gup_walk_ptes(struct gup_walk *w, unsigned long stop)
{
	union gup_value val[GUP_BATCH] GUP_UNINITIALIZED;
	struct gup_batch b = { .level = GUP_PTE, .val = val, .above = &w->cur.here };
	pte_t *table = gup_pte_map(&w->cur.here.val.pmd, w->cur.addr);
	bool write = w->flags & FOLL_WRITE;
	bool all = false;

	if (unlikely(!table))
		return false;
	b.slot.pte = table;
	while (w->cur.addr != stop) {
		unsigned int want = min_t(unsigned long, GUP_BATCH,
					  (stop - w->cur.addr) >> PAGE_SHIFT);
		struct page **pages = w->pages + w->nr, *next = NULL;
		unsigned int i, model = 0;
		bool device = false;

		b.device = false;
		for (i = 0; i < want && !b.device; i++) {
			union gup_slot slot = { .pte = b.slot.pte + i };

			val[i] = gup_entry_read(GUP_PTE, slot);
			if (!i || !gup_pte_alike(val[model].pte, val[i].pte)) {
				if (!gup_usable(GUP_PTE, val[i], write, &device) || (i && device))
					break;
				b.device = device;
				model = i;
			}
			pages[i] = gup_entry_page(GUP_PTE, val[i],
						  w->cur.addr + ((unsigned long)i << PAGE_SHIFT));
			if (pages[i] != next)
				prefetchw(pages[i]);
			next = pages[i] + 1;
		}
		b.nr = i;
		if (!i || gup_leaf(w, &b) != i)
			goto out;
		b.slot.pte += i;
	}
	all = true;
out:
	gup_pte_unmap(table);
	return all;
}

/* Take the part of one huge leaf that lies before @stop. */
static __always_inline bool gup_walk_huge(struct gup_walk *w, unsigned long stop)
{
	const struct gup_entry *leaf = &w->cur.here;
	struct gup_batch b = {
		.level = leaf->level,
		.slot = leaf->slot,
		.val = &leaf->val,
		.above = &w->cur.above,
		.nr = (stop - w->cur.addr) >> PAGE_SHIFT,
	};
	struct page **pages = w->pages + w->nr, *first;
	unsigned int i;

	if (!gup_usable(leaf->level, leaf->val, w->flags & FOLL_WRITE, &b.device))
		return false;
	first = gup_entry_page(leaf->level, leaf->val, w->cur.addr);
	for (i = 0; i < b.nr; i++)
		pages[i] = nth_page(first, i);
	return gup_leaf(w, &b) == b.nr;
}

/*
 * Walk up to @stop with interrupts off. The descent starts at the top for each
 * table of ptes and each huge entry: a handful of loads for up to 512 pages,
 * and no pointer into a table outlives what it was read from.
 *
 * Return: false if the walk must end here.
 */
static noinline_for_stack bool gup_walk_piece(struct gup_walk *w, unsigned long stop)
{
	while (w->cur.addr != stop) {
		enum gup_level level = gup_descend(&w->cur);
		unsigned long size, last;

		if (level == GUP_TOP)
			return false;
		size = level == GUP_PTE ? PMD_SIZE : gup_entry_size(level);
		last = min((w->cur.addr | (size - 1)), stop - 1);
		if (!(level == GUP_PTE ? gup_walk_ptes(w, last + 1) : gup_walk_huge(w, last + 1)))
			return false;
	}
	return true;
}

/*
 * Interrupts are off for a piece at a time; in between any table may go, so
 * each piece starts at the top. A caller that has them off already gets no such
 * gap: the state is saved and restored, never set.
 *
 * There is no rcu_read_lock(): see asm-generic/gup_ops.h.
 */
static void gup_walk_range(struct gup_walk *w)
{
	unsigned long irq, stop;
	bool more;

	do {
		stop = w->end;
		if (stop - w->cur.addr > GUP_PIECE * PAGE_SIZE)
			stop = w->cur.addr + GUP_PIECE * PAGE_SIZE;
		local_irq_save(irq);
		more = gup_walk_piece(w, stop);
		local_irq_restore(irq);
	} while (more && stop != w->end);
}

/**
 * gup_fast_pages() - take pages of the current process, fast where it can be
 * @start: user address, tagged or not, anywhere in its page
 * @nr_pages: how many pages
 * @gup_flags: FOLL_*, as the public functions checked and completed them
 * @pages: array of @nr_pages; what stands behind the returned number is scratch
 *
 * Race: fork. Other CPU: copy_page_range() write-protects and shares the pages
 * between two steps of its seqcount. We: look at the count before the first
 * piece and after the last. Enough because: a fork that overlaps any piece is
 * seen, and all pins are given back.
 *
 * Context: any for FOLL_FAST_ONLY, interrupts on or off; else may sleep.
 * Return: how many pages from the first on were taken; 0 if none were asked
 * for; a negative error only if none was taken.
 */
int gup_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)
{
	struct gup_walk w = { .flags = gup_flags, .pages = pages };
	int ret;

	if (nr_pages <= 0)
		return 0;
	ret = gup_enter(&start, nr_pages, gup_flags, &w.end);
	if (ret)
		return ret;

	w.cur.mm = current->mm;
	w.cur.addr = start;
	if (gup_range_permitted(start, w.end) && gup_fork_begin(&w.call, gup_flags)) {
		gup_walk_range(&w);
		gup_settle(&w.call);
		if (unlikely(gup_fork_raced(&w.call, gup_flags))) {
			gup_give(pages, w.nr, gup_flags);
			w.nr = 0;
		} else {
			gup_taken(pages, w.nr, gup_flags);
		}
	}
	if (w.nr == nr_pages || gup_fast_only(gup_flags))
		return w.nr;

	ret = gup_slow(start + ((unsigned long)w.nr << PAGE_SHIFT), nr_pages - w.nr,
		       gup_flags, pages + w.nr);
	if (ret < 0)
		return w.nr ? w.nr : ret;
	return w.nr + ret;
}
