// SPDX-License-Identifier: GPL-2.0
/*
 * gup_fast.c - take pages of the current process without locks
 *
 * One walker for every architecture and every kernel. gup_kernel.h says what
 * this kernel offers (references, policy, the slow path), asm/gup_ops.h what
 * the architecture's page tables look like; the contract and the reasons why
 * all this is safe stand in asm-generic/gup_ops.h.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>

#include "gup_kernel.h"
#include <asm/gup_ops.h>
#include "gup_entry.h"

/**
 * struct gup_walk - one call, as far as it has come
 * @mm: the current one
 * @addr: where the walk stands
 * @end: the first address after the range
 * @pages: the caller's array
 * @nr: how many of it are taken and recorded; entries behind it may be scratch
 * @flags: FOLL_* as the caller gave them
 * @call: what the kernel keeps of a call
 */
struct gup_walk {
	struct mm_struct *mm;
	unsigned long addr;
	unsigned long end;
	struct page **pages;
	unsigned int nr;
	unsigned int flags;
	struct gup_call call;
};

/**
 * struct gup_batch - neighbouring leaves that are taken together
 * @level: of the leaves
 * @device: a device's memory, so a batch of one leaf
 * @consecutive: its pages follow each other
 * @parts: one of the leaves lets nobody write, and its page is to be pinned for
 *	   reading, so it may have to be unshared first
 * @nr: how many pages; they stand in the caller's array, behind the recorded
 * @slot: where the first leaf stands
 * @val: their copies; one for a huge leaf, whatever part of it is wanted
 * @above: the entry above them
 */
struct gup_batch {
	enum gup_level level;
	bool device;
	bool consecutive;
	bool parts;
	unsigned int nr;
	union gup_slot slot;
	const union gup_value *val;
	struct gup_entry above;
};

/* One leaf has one copy, however many of its pages are in the batch. */
static __always_inline const union gup_value *gup_batch_val(const struct gup_batch *b,
							    unsigned int i)
{
	return b->val + (b->level == GUP_PTE ? i : 0);
}

/*
 * Race: collapse. Other CPU: khugepaged clears the pmd, waits for walkers by an
 * IPI, and only then counts references; the ptes of the table stay valid
 * meanwhile. We: reference, barrier, look at the pmd as well as at the ptes.
 * Enough because: if the pmd is unchanged it was cleared after our reference
 * was there to be counted.
 *
 * Race: unmap, migration, share, KSM, NUMA. Other CPU: clears or write-protects
 * the entry, and only then looks whether the page has references or pins that it
 * does not know. We: reference or pin, barrier, look at the
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
	enum gup_level above = b->level == GUP_PTE ? GUP_PMD : b->above.level;
	unsigned int i;

	if (unlikely(!gup_entry_still(above, b->above.slot, b->above.val)))
		return 0;
	if (b->level != GUP_PTE)
		return gup_entry_still(b->level, b->slot, b->val[0]) ? to - from : 0;
	/* Two loads and a compare an entry; the loop around them is as much again. */
#pragma GCC unroll 4
	for (i = from; i < to; i++) {
		union gup_slot slot = { .pte = b->slot.pte + i };

		if (unlikely(!gup_entry_still(GUP_PTE, slot, b->val[i])))
			break;
	}
	return i - from;
}

/*
 * Must one of the @run pages be unshared first, since its leaf lets nobody write
 * and it would be pinned for reading? The leaves' copies are @val, one for a huge
 * leaf. Return: how many pages come before that one.
 */
static noinline unsigned int gup_exclusive(enum gup_level level, const union gup_value *val,
					   struct page **pages, unsigned int run,
					   unsigned int flags)
{
	unsigned int i;

	if (level != GUP_PTE)
		return gup_must_part(*pages, true, flags) ? 0 : run;
	for (i = 0; i < run; i++)
		if (!gup_entry_permitted(GUP_PTE, val[i], true) &&
		    gup_must_part(pages[i], false, flags))
			break;
	return i;
}

/*
 * Ask the kernel's policy about pages that are ours by now, a run of one folio
 * at a time, if gup_take() found that there is something to ask or to tell.
 * Return: how many may be kept.
 */
static noinline unsigned int gup_admit(const struct gup_batch *b, struct page **pages,
				       unsigned int nr, unsigned int flags) __must_hold(gup_walk)
{
	unsigned int i, run, good;

	for (i = 0; i < nr; i += run) {
		struct gup_block *block = gup_block_of(pages[i]);
		enum gup_verdict verdict = gup_policy(block, flags);

		run = gup_run(block, pages + i, nr - i, b->level != GUP_PTE);
		if (unlikely(verdict == GUP_REFUSE))
			break;
		if (unlikely(verdict == GUP_LOOK_AGAIN)) {
			/* What the policy read must be older than this look. */
			smp_rmb();
			if (gup_look_back(b, i, i + run) != run)
				break;
		}
		good = run;
		if (unlikely(b->parts))
			good = gup_exclusive(b->level, gup_batch_val(b, i), pages + i, run, flags);
		if (unlikely(!good || !gup_accessible(block, flags)))
			break;
		gup_touch(block);
		if (unlikely(good != run))
			return i + good;
	}
	return i;
}

/**
 * gup_leaf() - take the pages of a batch: the one leaf routine, for every level
 * @w: the walk; the batch's pages stand behind its recorded ones
 * @b: the batch, judged by the copies
 * @nr: how many pages it has: a constant where that is one
 * @one_leaf: they are mapped by one leaf, be it huge or not
 * @base: then the first page that it maps; NULL if that may be several folios
 *
 * Race: split, reuse. Other CPU: splits the folio, or frees it and has
 * it back as part of another one, between our look at the entry and our
 * reference. Caught by gup_take(), which checks with the reference held that
 * the first and the last page, or the leaf's first one, still belong to the folio.
 *
 * Return: how many pages from the batch's first on were taken and recorded.
 */
static __always_inline unsigned int gup_leaf(struct gup_walk *w, const struct gup_batch *b,
					     unsigned int nr, const bool one_leaf,
					     struct page *base)
{
	struct page **pages = w->pages + w->nr;
	const unsigned int flags = w->flags;
	struct dev_pagemap *pgmap = NULL;
	unsigned int taken, kept;
	struct gup_ask ask = { .each = b->parts };

	lockdep_assert_irqs_disabled();
	if (unlikely(b->device)) {
		pgmap = gup_device_hold(pages[0], flags);
		if (!pgmap)
			return 0;
	}
	taken = gup_take(&w->call, pages, nr, one_leaf, &base, b->consecutive, flags, &ask);
	/*
	 * After the last reference or pin, before the first look back. Pairs
	 * with the barrier between clearing an entry and looking for pins in
	 * folio_try_share_anon_rmap_pte() and its like.
	 */
	smp_mb__after_atomic();
	kept = gup_look_back(b, 0, taken);
	if (gup_asks(&ask, kept == taken, flags)) {
		/* A copy, for the batch itself to stay in registers. */
		const struct gup_batch asked = *b;

		kept = gup_admit(&asked, pages, kept, flags);
	}
	kept = gup_keep(base, pages, kept, b->level != GUP_PTE);
	if (unlikely(kept != taken))
		gup_give(pages + kept, taken - kept, base, flags);
	if (unlikely(pgmap))
		gup_device_drop(pgmap);
	w->nr += kept;
	w->addr += (unsigned long)kept << PAGE_SHIFT;
	return kept;
}

/* Is a pte usable that is other than the one before it, and still no device's? */
static noinline bool gup_usable_too(union gup_value val, unsigned int flags, bool *parts)
{
	bool device;

	if (!gup_usable(GUP_PTE, val, flags & FOLL_WRITE, &device) || device)
		return false;
	*parts |= gup_parts(GUP_PTE, val, flags);
	return true;
}

/*
 * Judge up to @want neighbouring ptes, from the one that @b begins with, and
 * note the pages that they map. A page is prefetched when its pte has been
 * judged, and unless it follows the last one, which the CPU guesses itself; no
 * entry behind the last that is wanted is read.
 */
static __always_inline void gup_judge(const struct gup_walk *w, struct gup_batch *b,
				      union gup_value *val, unsigned int want)
{
	struct page **pages = w->pages + w->nr, *page;
	const void __user *addr = gup_user(w->addr);
	const unsigned int flags = w->flags;
	union gup_slot slot = b->slot;
	union gup_value v = gup_entry_read(GUP_PTE, slot), model = v, last;
	bool parts, consecutive = true;
	unsigned long i = 0;	/* indexes without a conversion */

	b->nr = 0;
	if (unlikely(!gup_usable(GUP_PTE, v, flags & FOLL_WRITE, &b->device)))
		return;
	parts = gup_parts(GUP_PTE, v, flags);
	if (unlikely(b->device))
		want = 1;
	page = gup_pte_page(v.pte, addr);
	gup_prefetch(page);
	for (;;) {
		val[i] = v;
		pages[i] = page;
		if (++i == want)
			break;
		slot.pte++;
		last = v;
		v = gup_entry_read(GUP_PTE, slot);
		if (GUP_PTE_STEP != 0 && pte_val(v.pte) == pte_val(last.pte) + GUP_PTE_STEP) {
			page = gup_next_page(page, v.pte, addr + i * PAGE_SIZE);
			continue;
		}
		consecutive = false;
		if (unlikely(!gup_pte_alike(model.pte, v.pte))) {
			if (!gup_usable_too(v, flags, &parts))
				break;
			model = v;
		}
		page = gup_pte_page(v.pte, addr + i * PAGE_SIZE);
		gup_prefetch(page);
	}
	b->nr = i;
	b->parts = parts;
	b->consecutive = consecutive;
}

/* Take ptes of one table, up to @stop, @batch at a time, which is what @val holds. */
static __always_inline bool gup_walk_ptes(struct gup_walk *w, struct gup_entry above,
					  unsigned long stop, union gup_value *val,
					  const unsigned int batch)
{
	pte_t *table = gup_pte_map(above.val.pmd, gup_user(w->addr));
	struct gup_batch b GUP_UNINITIALIZED;
	unsigned int kept, want;

	if (unlikely(!table))
		return false;
	b.level = GUP_PTE;
	b.val = val;
	b.above = above;
	b.slot.pte = table;
	/* What ended a batch early need not end the walk, if that took a page at least. */
	do {
		want = batch == 1 ? 1 : min_t(unsigned long, batch, (stop - w->addr) >> PAGE_SHIFT);
		gup_judge(w, &b, val, want);
		if (batch == 1)
			kept = b.nr ? gup_leaf(w, &b, 1, true, w->pages[w->nr]) : 0;
		else
			kept = b.nr ? gup_leaf(w, &b, b.nr, false, NULL) : 0;
		b.slot.pte += kept;
	} while (batch > 1 && kept && w->addr != stop);
	gup_pte_unmap(table);
	return w->addr == stop;
}

/* Take @nr pages of one huge leaf. */
static __always_inline bool gup_walk_huge(struct gup_walk *w, enum gup_level level,
					  struct gup_entry leaf, struct gup_entry above,
					  unsigned int nr)
{
	struct page **pages = w->pages + w->nr, *base;
	struct gup_batch b GUP_UNINITIALIZED;
	unsigned long offset = w->addr & (gup_entry_size(level, above) - 1);
	unsigned int i;

	if (!gup_usable(level, leaf.val, w->flags & FOLL_WRITE, &b.device))
		return false;
	b.level = level;
	b.consecutive = true;
	b.parts = gup_parts(level, leaf.val, w->flags);
	b.nr = nr;
	b.slot = leaf.slot;
	b.val = &leaf.val;
	b.above = above;
	base = gup_entry_page(level, leaf.val);
	for (i = 0; i < nr; i++)
		pages[i] = gup_nth_page(base, (offset >> PAGE_SHIFT) + i,
					gup_entry_size(level, above));
	return gup_leaf(w, &b, nr, true, b.device ? NULL : base) == nr;
}

/* The same, out of line; most huge leaves are pmds. */
static noinline bool gup_walk_pmd(struct gup_walk *w, struct gup_entry leaf,
				  struct gup_entry above, unsigned int nr) __must_hold(gup_walk)
{
	return gup_walk_huge(w, GUP_PMD, leaf, above, nr);
}

static noinline bool gup_walk_any_huge(struct gup_walk *w, struct gup_entry leaf,
				       struct gup_entry above, unsigned int nr)
	__must_hold(gup_walk)
{
	return gup_walk_huge(w, leaf.level, leaf, above, nr);
}

/* The same for one page, on a copy for the walk itself to stay in registers. */
static __always_inline bool gup_walk_apart(struct gup_walk *w, struct gup_entry leaf,
					   struct gup_entry above)
{
	struct gup_walk apart = *w;
	bool all = gup_walk_any_huge(&apart, leaf, above, 1);

	*w = apart;
	return all;
}

/*
 * Walk up to @stop with interrupts off. The descent starts at the top for each
 * table of ptes and each huge entry: a handful of loads for up to 512 pages,
 * and no pointer into a table outlives what it was read from.
 *
 * @batch is a constant, so that a call for one page pays for no loop.
 *
 * Return: false if the walk must end here.
 */
static __always_inline bool gup_walk_piece(struct gup_walk *w, unsigned long stop,
					   union gup_value *val, const unsigned int batch)
{
	bool all;

	do {
		struct gup_cursor c GUP_UNINITIALIZED;
		enum gup_level level = gup_descend(&c, w->mm, w->addr);
		unsigned long size, last;
		unsigned int nr;

		if (level == GUP_TOP)
			return false;
		size = level == GUP_PTE ? PMD_SIZE : gup_entry_size(level, c.above);
		last = min(w->addr | (size - 1), stop - 1);
		nr = batch == 1 ? 1 : (last + 1 - w->addr) >> PAGE_SHIFT;
		if (level == GUP_PTE)
			all = gup_walk_ptes(w, c.here, last + 1, val, batch);
		else if (level == GUP_PMD && batch == 1)
			all = gup_walk_huge(w, GUP_PMD, c.here, c.above, 1);
		else if (level == GUP_PMD)
			all = gup_walk_pmd(w, c.here, c.above, nr);
		else if (batch == 1)
			all = gup_walk_apart(w, c.here, c.above);
		else
			all = gup_walk_any_huge(w, c.here, c.above, nr);
	} while (batch > 1 && all && w->addr != stop);
	return all;
}

/* A futex, KVM and 4K direct I/O ask for one page at a time. */
static __always_inline void gup_walk_one(struct gup_walk *w)
{
	union gup_value val GUP_UNINITIALIZED;
	unsigned long irq;

	local_irq_save(irq);
	__acquire(gup_walk);
	gup_walk_piece(w, w->end, &val, 1);
	__release(gup_walk);
	local_irq_restore(irq);
}

/*
 * Interrupts are off for a piece at a time; in between any table may go, so
 * each piece starts at the top. A caller that has them off already gets no such
 * gap: the state is saved and restored, never set.
 *
 * There is no rcu_read_lock(): see asm-generic/gup_ops.h. Not inlined, so that
 * the slow path does not run on top of a batch's copies.
 */
static noinline_for_stack void gup_walk_range(struct gup_walk *w)
{
	union gup_value val[GUP_BATCH] GUP_UNINITIALIZED;
	unsigned long irq, stop;
	bool more;

	do {
		stop = w->end;
		if (stop - w->addr > GUP_PIECE * PAGE_SIZE)
			stop = w->addr + GUP_PIECE * PAGE_SIZE;
		local_irq_save(irq);
		__acquire(gup_walk);
		more = gup_walk_piece(w, stop, val, GUP_BATCH);
		__release(gup_walk);
		local_irq_restore(irq);
	} while (more && stop != w->end);
}

/* As gup_fast_pages(); of @one page nobody takes the walk's address: registers will do. */
static __always_inline int gup_fast_as(unsigned long start, int nr_pages, unsigned int gup_flags,
				       struct page **pages, const bool one)
{
	struct gup_walk w GUP_UNINITIALIZED;
	int ret;

	w.mm = current->mm;
	w.pages = pages;
	w.nr = 0;
	w.flags = gup_flags;
	nr_pages = gup_enter(&start, nr_pages, gup_flags, &w.end);
	if (nr_pages <= 0)
		return nr_pages;

	w.addr = start;
	if (gup_range_permitted(gup_user(start), gup_user(w.end)) &&
	    gup_fork_begin(&w.call, gup_flags)) {
		if (one)
			gup_walk_one(&w);
		else
			gup_walk_range(&w);
		gup_settle(&w.call);
		if (unlikely(gup_fork_raced(&w.call, gup_flags))) {
			gup_give(pages, w.nr, NULL, gup_flags);
			w.nr = 0;
		} else {
			gup_taken(pages, w.nr, gup_flags);
		}
	}
	if (w.nr == nr_pages || gup_fast_only(gup_flags))
		return w.nr;

	gup_rests();
	ret = gup_slow(start + ((unsigned long)w.nr << PAGE_SHIFT), nr_pages - w.nr,
		       gup_flags, pages + w.nr);
	if (ret < 0)
		return w.nr ? w.nr : ret;
	return w.nr + ret;
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
	if (nr_pages <= 0)
		return 0;
	return nr_pages == 1 ? gup_fast_as(start, 1, gup_flags, pages, true) :
			       gup_fast_as(start, nr_pages, gup_flags, pages, false);
}
