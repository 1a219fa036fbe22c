// SPDX-License-Identifier: GPL-2.0
/*
 * gup_fast.c - take pages of the current process without locks
 *
 * One walker for all architectures and kernels. gup_kernel.h has the services of this
 * kernel (references, policy, the slow path), asm/gup_ops.h describes the architecture's
 * page tables. asm-generic/gup_ops.h has the contract, and explains why the walk is safe.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/string.h>

#include "gup_kernel.h"
#include <asm/gup_ops.h>
#include "gup_descend.h"

/**
 * struct gup_walk - the state of one call
 * @mm: the current one
 * @addr: address of the next page to take
 * @end: the first address after the range
 * @pages: the caller's array
 * @nr: how many pages the walk took and stored there; it stores nothing behind them
 * @flags: FOLL_*, as the caller passed them
 * @call: what the kernel keeps for a call
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
 * @device: the leaf maps device memory; such a batch has one leaf
 * @consecutive: the pages follow each other
 * @may_unshare: the call pins for reading, and one of the leaves is read-only, so its page may
 *	   have to be unshared first
 * @nr: how many pages
 * @slot: real address of the first leaf
 * @val: copies of the leaves. A huge leaf has one, even if only some of its pages are taken
 * @pages: the pages. For a huge leaf that maps one folio the array has only the first, and
 *	   the others follow it; for a device's it has all
 * @above: the entry above the leaves
 */
struct gup_batch {
	enum gup_level level;
	bool device;
	bool consecutive;
	bool may_unshare;
	unsigned int nr;
	union gup_slot slot;
	const union gup_value *val;
	struct page **pages;
	struct gup_entry above;
};

/**
 * struct gup_scratch - the entries and pages of a batch, on the stack
 * @val: copies of the entries
 * @page: the pages that they map, with or without a reference. A page goes to the caller's
 *	  array only when its reference is final: callers put each page that they find
 *	  there, no matter what the call returned
 */
struct gup_scratch {
	union gup_value val[GUP_BATCH];
	struct page *page[GUP_BATCH];
};

/* A leaf has one copy, even if several of its pages are in the batch. */
static __always_inline const union gup_value *gup_batch_val(const struct gup_batch *b,
							    unsigned int i)
{
	return b->val + (b->level == GUP_PTE ? i : 0);
}

/*
 * Race: collapse.
 * CPU B, khugepaged: 1) clears the pmd; 2) waits for walkers, by an IPI; 3) counts the
 * references on the pages. The ptes of the table stay valid meanwhile.
 * CPU A, here: 1) takes the references; 2) barrier; 3) reads the pmd again, and the ptes.
 * Safe because: if A finds the pmd unchanged, B clears it after A took the references, and
 * counts them.
 *
 * Race: unmap, migration, share, KSM, NUMA, uffd move.
 * CPU B: 1) clears or write-protects the entry; 2) checks for unexpected references or pins.
 * CPU A: 1) takes a reference or pin; 2) barrier; 3) reads the entry again.
 * Safe because: either B sees A's reference, or A sees the changed entry.
 *
 * Race: hugetlb unshare.
 * CPU B clears the pud of a shared table of pmds. CPU A reads that pud, the entry above, again.
 *
 * Return: how many pages, from @from on and before @to, are still mapped alike.
 */
static __always_inline unsigned int gup_look_back(const struct gup_batch *b, unsigned int from,
						  unsigned int to)
{
	enum gup_level above = b->level == GUP_PTE ? GUP_PMD : b->above.level;
	unsigned int i;

	if (unlikely(!gup_entry_unchanged(above, b->above.slot, b->above.val)))
		return 0;
	if (b->level != GUP_PTE)
		return gup_entry_unchanged(b->level, b->slot, b->val[0]) ? to - from : 0;
	/* Unrolled: an entry takes two loads and a compare, and the loop would double that. */
#pragma GCC unroll 4
	for (i = from; i < to; i++) {
		union gup_slot slot = { .pte = b->slot.pte + i };

		if (unlikely(!gup_entry_unchanged(GUP_PTE, slot, b->val[i])))
			break;
	}
	return i - from;
}

/*
 * Find the first of @run pages that must be unshared before it is pinned for reading. Only
 * the page of a read-only leaf can need that. @val has the copies of the leaves, one for a
 * huge leaf. Return: how many pages come before that page.
 */
static noinline unsigned int gup_exclusive(enum gup_level level, const union gup_value *val,
					   struct page **pages, unsigned int run,
					   unsigned int flags)
{
	unsigned int i;

	if (level != GUP_PTE)
		return gup_needs_unshare(*pages, true, flags) ? 0 : run;
	for (i = 0; i < run; i++)
		if (!gup_entry_permitted(GUP_PTE, val[i], true) &&
		    gup_needs_unshare(pages[i], false, flags))
			break;
	return i;
}

/*
 * Check the kernel's policy on pages that we hold and that passed the look back, one run
 * of a folio at a time. gup_must_check() decides whether a batch needs this. With @one_block all
 * pages are of one folio, and b->pages has only the first.
 * Return: how many pages may be kept.
 */
static noinline unsigned int gup_check_pages(const struct gup_batch *b, unsigned int nr,
					     unsigned int flags, const bool one_block)
	__must_hold(gup_walk)
{
	struct page **pages = b->pages;
	unsigned int i, run, good;

	/*
	 * The policy must read the page after the first look back: a page may have become
	 * secretmem's before it was mapped here, and an older read would miss that.
	 */
	smp_rmb();
	for (i = 0; i < nr; i += run) {
		struct gup_block *block = gup_block_of(pages[i]);
		enum gup_verdict verdict = gup_policy(block, flags);

		run = one_block ? nr : gup_run(block, pages + i, nr - i, false);
		if (unlikely(verdict == GUP_REFUSE))
			break;
		if (unlikely(verdict == GUP_LOOK_AGAIN)) {
			/* The policy must have read the page before this look back. */
			smp_rmb();
			if (gup_look_back(b, i, i + run) != run)
				break;
		}
		good = run;
		if (unlikely(b->may_unshare))
			good = gup_exclusive(b->level, gup_batch_val(b, i), pages + i, run, flags);
		if (unlikely(!good || !gup_accessible(block, flags)))
			break;
		gup_touch(block);
		if (unlikely(good != run))
			return i + good;
	}
	return i;
}

/* Store the first @nr pages of a batch in the caller's array: the caller owns them now. */
static __always_inline void gup_record(struct gup_walk *w, const struct gup_batch *b,
				       unsigned int nr, const bool one, const bool one_block)
{
	struct page **to = w->pages + w->nr, *first = b->pages[0];
	unsigned long i, size = gup_entry_size(b->level, b->above);

	/* Unrolled: a page takes a move or two, a loop twice that. For @one it makes a memcpy(). */
	if (one) {
		if (nr)
			*to = first;
	} else if (b->level != GUP_PTE && one_block) {
#pragma GCC unroll 4
		for (i = 0; i < nr; i++)
			to[i] = gup_nth_page(first, i, size);
	} else {
#pragma GCC unroll 4
		for (i = 0; i < nr; i++)
			to[i] = b->pages[i];
	}
	w->nr += nr;
	w->addr += (unsigned long)nr << PAGE_SHIFT;
}

/**
 * gup_leaf() - take the pages of a batch: the one leaf routine, for every level
 * @w: the walk
 * @b: the batch; the copies of its entries have been judged
 * @nr: how many pages it has; the constant 1 lets the compiler drop the loops
 * @one_leaf: one leaf maps them all, huge or not
 * @base: with @one_leaf, the first page that it maps; NULL if it may map several folios
 *
 * Race: split, reuse.
 * CPU B splits the folio, or frees it and its pages become part of another one, after CPU A
 * read the entry, and before A takes the reference. CPU A, in gup_take(), checks with the
 * reference held that the first and last page, or the leaf's first, still belong to it.
 *
 * Return: how many pages of the batch, from the first on, were taken and recorded.
 */
static __always_inline unsigned int gup_leaf(struct gup_walk *w, const struct gup_batch *b,
					     unsigned int nr, const bool one_leaf,
					     struct page *base)
{
	struct page **pages = b->pages;
	const bool one = __builtin_constant_p(nr) && nr == 1;
	const bool one_block = one_leaf && base;
	const unsigned int flags = w->flags;
	struct dev_pagemap *pgmap = NULL;
	unsigned int taken, kept;
	struct gup_pending ask = { .each = b->may_unshare };

	lockdep_assert_irqs_disabled();
	if (unlikely(b->device)) {
		pgmap = gup_device_hold(pages[0], flags);
		if (!pgmap)
			return 0;
	}
	taken = gup_take(&w->call, pages, nr, one_leaf, &base, b->consecutive, flags, &ask);
	/*
	 * After the last reference or pin, before the first look back. Pairs with the
	 * barrier in folio_try_share_anon_rmap_pte() and its like, between clearing an
	 * entry and looking for pins.
	 */
	smp_mb__after_atomic();
	kept = gup_look_back(b, 0, taken);
	if (gup_must_check(&ask, kept == taken, flags)) {
		/* Pass a copy, so that the batch itself can stay in registers. */
		const struct gup_batch asked = *b;

		kept = gup_check_pages(&asked, kept, flags, one_block);
	}
	kept = gup_keep(base, pages, kept, b->level != GUP_PTE);
	if (unlikely(kept != taken))
		gup_put_pages(pages + kept, taken - kept, base, flags, &ask, kept);
	if (unlikely(pgmap))
		gup_device_drop(pgmap);
	gup_record(w, b, kept, one, one_block);
	return kept;
}

/* Judge a pte that is not like the last one judged. A device's pte ends the batch as well. */
static noinline bool gup_usable_too(union gup_value val, unsigned int flags, bool *may_unshare)
{
	bool device;

	if (!gup_usable(GUP_PTE, val, flags & FOLL_WRITE, &device) || device)
		return false;
	*may_unshare |= gup_may_unshare(GUP_PTE, val, flags);
	return true;
}

/*
 * Judge up to @want neighbouring ptes, from b->slot on, and note the pages that they map.
 * Prefetch a page after its pte passed, unless GUP_PTE_STEP shows that it follows the last
 * page: the CPU fetches such a page itself. Read no entry behind the last one wanted.
 */
static __always_inline void gup_judge(const struct gup_walk *w, struct gup_batch *b,
				      union gup_value *val, unsigned int want)
{
	struct page **pages = b->pages, *page;
	const void __user *addr = gup_user(w->addr);
	const unsigned int flags = w->flags;
	union gup_slot slot = b->slot;
	union gup_value v = gup_entry_read(GUP_PTE, slot), model = v, last;
	bool may_unshare, consecutive = true;
	unsigned long i = 0;	/* as long as a pointer, so an index needs no conversion */

	b->nr = 0;
	if (unlikely(!gup_usable(GUP_PTE, v, flags & FOLL_WRITE, &b->device)))
		return;
	may_unshare = gup_may_unshare(GUP_PTE, v, flags);
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
		if (unlikely(!gup_pte_same_prot(model.pte, v.pte))) {
			if (!gup_usable_too(v, flags, &may_unshare))
				break;
			model = v;
		}
		page = gup_pte_page(v.pte, addr + i * PAGE_SIZE);
		gup_prefetch(page);
	}
	b->nr = i;
	b->may_unshare = may_unshare;
	b->consecutive = consecutive;
}

/* Take the ptes of one table up to @stop, @batch at a time: @scratch has room for so many. */
static __always_inline bool gup_walk_ptes(struct gup_walk *w, struct gup_entry above,
					  unsigned long stop, struct gup_scratch *scratch,
					  const unsigned int batch)
{
	const bool one = batch == 1;
	union gup_value single GUP_UNINITIALIZED, *val = one ? &single : scratch->val;
	struct page *page GUP_UNINITIALIZED;
	pte_t *table = gup_pte_map(above.val.pmd, gup_user(w->addr));
	struct gup_batch b GUP_UNINITIALIZED;
	unsigned int kept, want;

	if (unlikely(!table))
		return false;
	b.level = GUP_PTE;
	b.val = val;
	b.pages = one ? &page : scratch->page;
	b.above = above;
	b.slot.pte = table;
	/* A short batch does not end the walk if it took a page. */
	do {
		want = one ? 1 : min_t(unsigned long, batch, (stop - w->addr) >> PAGE_SHIFT);
		gup_judge(w, &b, val, want);
		kept = !b.nr ? 0 : gup_leaf(w, &b, one ? 1 : b.nr, one, one ? page : NULL);
		b.slot.pte += kept;
	} while (!one && kept && w->addr != stop);
	gup_pte_unmap(table);
	return w->addr == stop;
}

/*
 * Take @nr pages of one huge leaf. A device's leaf may map several folios: take at most as
 * many of its pages as @scratch has room for.
 */
static __always_inline bool gup_walk_huge(struct gup_walk *w, enum gup_level level,
					  struct gup_entry leaf, struct gup_entry above,
					  unsigned int nr, struct gup_scratch *scratch)
{
	struct page *first GUP_UNINITIALIZED, *base;
	struct gup_batch b GUP_UNINITIALIZED;
	unsigned long offset = w->addr & (gup_entry_size(level, above) - 1);
	unsigned int i;

	if (!gup_usable(level, leaf.val, w->flags & FOLL_WRITE, &b.device))
		return false;
	b.level = level;
	b.consecutive = true;
	b.may_unshare = gup_may_unshare(level, leaf.val, w->flags);
	b.slot = leaf.slot;
	b.val = &leaf.val;
	b.above = above;
	base = gup_entry_page(level, leaf.val);
	first = gup_nth_page(base, offset >> PAGE_SHIFT, gup_entry_size(level, above));
	b.pages = &first;
	if (unlikely(b.device)) {
		base = NULL;
		if (scratch) {
			nr = min_t(unsigned int, nr, GUP_BATCH);
			b.pages = scratch->page;
			for (i = 0; i < nr; i++)
				b.pages[i] = gup_nth_page(first, i, gup_entry_size(level, above));
		}
	}
	b.nr = nr;
	return gup_leaf(w, &b, nr, true, base) == nr;
}

/* gup_walk_huge() out of line; most huge leaves are pmds. */
static noinline bool gup_walk_pmd(struct gup_walk *w, struct gup_entry leaf,
				  struct gup_entry above, unsigned int nr,
				  struct gup_scratch *scratch) __must_hold(gup_walk)
{
	return gup_walk_huge(w, GUP_PMD, leaf, above, nr, scratch);
}

static noinline bool gup_walk_any_huge(struct gup_walk *w, struct gup_entry leaf,
				       struct gup_entry above, unsigned int nr,
				       struct gup_scratch *scratch) __must_hold(gup_walk)
{
	return gup_walk_huge(w, leaf.level, leaf, above, nr, scratch);
}

/* For one page, on a copy of the walk, so that the walk itself can stay in registers. */
static __always_inline bool gup_walk_apart(struct gup_walk *w, struct gup_entry leaf,
					   struct gup_entry above)
{
	struct gup_walk apart = *w;
	bool all = gup_walk_any_huge(&apart, leaf, above, 1, NULL);

	*w = apart;
	return all;
}

/*
 * Walk up to @stop with interrupts off. Each table of ptes and each huge leaf takes a
 * descent from the top: a handful of loads for up to 512 pages, on x86-64. No pointer into
 * a table is kept from one descent to the next.
 *
 * @batch is a constant, so that a call for one page has no loop; its @scratch is NULL.
 *
 * Return: false if the walk must end here.
 */
static __always_inline bool gup_walk_piece(struct gup_walk *w, unsigned long stop,
					   struct gup_scratch *scratch, const unsigned int batch)
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
			all = gup_walk_ptes(w, c.here, last + 1, scratch, batch);
		else if (level == GUP_PMD && batch == 1)
			all = gup_walk_huge(w, GUP_PMD, c.here, c.above, 1, NULL);
		else if (level == GUP_PMD)
			all = gup_walk_pmd(w, c.here, c.above, nr, scratch);
		else if (batch == 1)
			all = gup_walk_apart(w, c.here, c.above);
		else
			all = gup_walk_any_huge(w, c.here, c.above, nr, scratch);
	} while (batch > 1 && all && w->addr != stop);
	return all;
}

/* Futexes, KVM and 4K direct I/O take one page a call. */
static __always_inline void gup_walk_one(struct gup_walk *w)
{
	unsigned long irq;

	local_irq_save(irq);
	__acquire(gup_walk);
	gup_walk_piece(w, w->end, NULL, 1);
	__release(gup_walk);
	local_irq_restore(irq);
}

/*
 * Interrupts are off for one piece at a time. Between two pieces any table may be freed,
 * so each piece starts at the top. If the caller has interrupts off there is no such gap:
 * the walk restores the state that it saved, and never turns interrupts on by itself.
 *
 * There is no rcu_read_lock(): asm-generic/gup_ops.h explains why. Not inlined, so that
 * the slow path does not run on top of a batch's copies.
 */
static noinline_for_stack void gup_walk_range(struct gup_walk *w)
{
	struct gup_scratch scratch GUP_UNINITIALIZED;
	unsigned long irq, stop;
	bool more;

	do {
		stop = w->end;
		if (stop - w->addr > GUP_PIECE * PAGE_SIZE)
			stop = w->addr + GUP_PIECE * PAGE_SIZE;
		local_irq_save(irq);
		__acquire(gup_walk);
		more = gup_walk_piece(w, stop, &scratch, GUP_BATCH);
		__release(gup_walk);
		local_irq_restore(irq);
	} while (more && stop != w->end);
}

/* As gup_fast_pages(). With @one the walk's address is never taken: it stays in registers. */
static __always_inline int gup_fast_as(unsigned long start, int nr_pages, unsigned int gup_flags,
				       struct page **pages, const bool one)
{
	struct gup_walk w GUP_UNINITIALIZED;
	int ret;

	w.mm = current->mm;
	w.pages = pages;
	w.nr = 0;
	w.flags = gup_flags;
	/* Also for no pages, and for a negative number: gup_enter() knows what to return. */
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
		gup_flush_counters(&w.call);
		if (unlikely(gup_fork_raced(&w.call, gup_flags))) {
			gup_put_pages(pages, w.nr, NULL, gup_flags, NULL, 0);
			/* Callers must not find pages that were put: see struct gup_scratch. */
			memset(pages, 0, w.nr * sizeof(*pages));
			w.nr = 0;
		} else {
			gup_taken(pages, w.nr, gup_flags);
		}
	}
	if (w.nr == nr_pages || gup_fast_only(gup_flags))
		return w.nr;

	gup_irqs_on();
	ret = gup_slow(start + ((unsigned long)w.nr << PAGE_SHIFT), nr_pages - w.nr,
		       gup_flags, pages + w.nr);
	return ret < 0 && w.nr ? w.nr : w.nr + ret;
}

/**
 * gup_fast_pages() - take pages of the current process, fast where possible
 * @start: user address, tagged or not, anywhere in its page
 * @nr_pages: how many pages
 * @gup_flags: FOLL_*, as the public functions checked and completed them
 * @pages: array of @nr_pages. Behind the pages taken, the walk leaves it as it was, or NULL
 *	   after a fork. The slow path may leave pages there that it has put
 *
 * Race: fork.
 * CPU B: copy_page_range() write-protects and shares the pages between two steps of its
 * seqcount. CPU A reads the seqcount before the first piece and after the last.
 * Safe because: A notices a fork that overlaps any piece, and puts all pins.
 *
 * Context: any for FOLL_FAST_ONLY, interrupts on or off; otherwise may sleep.
 * Return: how many pages, from the first on, were taken; 0 if @nr_pages is 0. A negative
 * error only if no page was taken.
 */
int gup_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)
{
	return nr_pages == 1 ? gup_fast_as(start, 1, gup_flags, pages, true) :
			       gup_fast_as(start, nr_pages, gup_flags, pages, false);
}
