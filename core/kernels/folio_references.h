/* SPDX-License-Identifier: GPL-2.0 */
/*
 * folio_references.h - take references and pins on folios, and put them
 *
 * folio_pins.h includes this. A generation's header first defines its own of the names that
 * are #ifndef here.
 */
#ifndef _MM_GUP_FOLIO_REFERENCES_H
#define _MM_GUP_FOLIO_REFERENCES_H

#include <linux/atomic.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/page-flags.h>
#include <linux/page_ref.h>
#include <linux/vmstat.h>

#include "internal.h"
#include "folio_call.h"
#include "folio_policy.h"

/* The type that counts references. */
#define gup_block		folio

/**
 * gup_block_of() - the folio that counts a page's references
 * @page: the page; without a reference the answer is a guess
 */
static __always_inline struct gup_block *gup_block_of(struct page *page)
{
	return page_folio(page);
}

/*
 * Does @page follow @first by @n pages? Both are mapped. This does not use nth_page(): @n
 * comes from a folio's size, which may be a wrong guess, and nth_page() could look up a
 * section behind the last one of memory, which SPARSEMEM_EXTREME does not have.
 */
static __always_inline bool gup_follows(struct page *first, unsigned int n, struct page *page)
{
	if (IS_ENABLED(CONFIG_SPARSEMEM) && !IS_ENABLED(CONFIG_SPARSEMEM_VMEMMAP))
		return page_to_pfn(page) == page_to_pfn(first) + n;
	return page == first + n;
}

/* gup_run() for a folio that is large, or seems so. */
static __always_inline unsigned int gup_run_large(struct folio *folio, struct page **pages,
						  unsigned int max, bool consecutive)
{
	/*
	 * Not folio_nr_pages(): without a reference the head may have become a tail, for
	 * which debug kernels warn there. compound_nr() checks nothing.
	 */
	unsigned long size = compound_nr(&folio->page), at = folio_page_idx(folio, pages[0]);
	unsigned int run;

	/* The folio was split, or the page belongs to another one now. */
	if (unlikely(at >= size))
		return 1;
	max = min_t(unsigned long, max, size - at);
	if (consecutive)
		return max;
	for (run = 1; run < max; run++)
		if (!gup_follows(pages[0], run, pages[run]))
			break;
	return run;
}

/**
 * gup_run() - how many pages, from the first on, are in one folio, in order
 * @folio: the first page's; without a reference the answer is a guess
 * @pages: the first of them
 * @max: how many there are at most
 * @consecutive: they are known to follow each other
 *
 * Return: at least 1.
 */
static __always_inline unsigned int gup_run(struct folio *folio, struct page **pages,
					    unsigned int max, bool consecutive)
{
	if (max == 1 || !folio_test_large(folio))
		return 1;
	return gup_run_large(folio, pages, max, consecutive);
}

/* Put references as they were taken, without accounting for a pin. */
static noinline void gup_put_refs(struct folio *folio, int refs)
{
	if (!put_devmap_managed_folio_refs(folio, refs))
		folio_put_refs(folio, refs);
}

/*
 * Does a large folio count its pins apart from its references? If not, they are counted
 * like a single page's. gup_seems_apart() is called without a reference.
 */
#ifndef gup_counts_apart
static __always_inline bool gup_seems_apart(const struct folio *folio)
{
	return true;
}

static __always_inline bool gup_counts_apart(struct folio *folio)
{
	return true;
}
#endif

/* The count of pins of a large folio that counts them apart. */
#ifndef gup_pincount
static __always_inline atomic_t *gup_pincount(struct folio *folio)
{
	return &folio->_pincount;
}
#endif

/*
 * Is a folio large? Without a reference: not folio_test_large(), since the folio could have
 * become a tail, which debug kernels report as a bug.
 */
#ifndef gup_seems_large
static __always_inline bool gup_seems_large(struct folio *folio)
{
	return test_bit(PG_head, &folio->flags);
}

/* Without a reference: is a page neither the head nor a tail of a large folio? */
static __always_inline bool gup_seems_single(struct page *page)
{
	return !(READ_ONCE(page->compound_head) & 1) && !test_bit(PG_head, &page->flags);
}
#endif

/**
 * struct gup_pending - which checks the pages of a batch still need
 * @each: one of the pages may need gup_policy(), gup_accessible() or gup_touch()
 * @file: if not @each: the one file whose pages gup_file_allowed() must allow; or NULL
 * @large: a bit for each page that was taken as a part of a large folio. Of a leaf that
 *	   maps one folio bit 0 is for all
 */
struct gup_pending {
	bool each;
	struct address_space *file;
	u64 large;
};

/*
 * Note which checks a folio needs. A reference is held, but the folio may be unmapped
 * already, or be anything: do not follow a pointer in it.
 *
 * Whether a folio is harmless, and which file it belongs to, is the same before and after
 * the look back. Only "no mapping" can change, and nothing orders this read and the look
 * back: so gup_policy() reads the mapping again.
 */
static __always_inline void gup_note_folio(struct folio *folio, const bool pin, unsigned int flags,
					   struct gup_pending *ask)
{
	struct address_space *mapping = READ_ONCE(folio->mapping);

	if (unlikely(!folio_test_referenced(folio) || (pin && GUP_MAKES_ACCESSIBLE)))
		ask->each = true;
	if (likely(gup_harmless(folio, mapping, flags)) || (mapping && mapping == ask->file))
		return;
	if (ask->file || !mapping || folio_test_slab(folio) || folio_test_hugetlb(folio))
		ask->each = true;
	else
		ask->file = mapping;
}

/**
 * gup_must_check() - does each page of a batch need gup_check_pages()?
 * @ask: as gup_take() left it
 * @all: all pages that it took were still mapped after that
 * @flags: FOLL_*
 *
 * @ask does not note which page is of the file, so all must have been mapped. A page that
 * was mapped and held when its mapping was read is not a slab, and its mapping is a file's.
 * Context: interrupts off since before gup_take(): RCU keeps a mapping from being freed.
 */
static __always_inline bool gup_must_check(const struct gup_pending *ask, bool all,
					   unsigned int flags)
{
	if (unlikely(ask->each))
		return true;
	return unlikely(ask->file) && (!all || !gup_file_allowed(ask->file, flags));
}

/*
 * Take @run pages, from @first to @last, which seem to be of one folio, @large or not.
 *
 * Another CPU may free the folio, split it, or make it a part of another one until the
 * reference is taken. So the length of the run, whether the folio is large, and whether it
 * counts its pins apart are guesses, and are checked after that.
 * Use only folio_ref_try_add(): it does not add to zero, and it keeps writes off struct
 * pages whose memory hugetlb gave back, in kernels that do that.
 *
 * Not noticed here: a page that was freed and is just becoming a large folio, between its
 * first reference and prep_compound_page(). It gets a pin of a single page, which is put as
 * such, even if the folio has become large (@large of struct gup_pending). The look back
 * refuses it, unless the very same entry maps the new folio before that. Then the caller
 * keeps a single page's pin of a large folio, as in each kernel so far.
 *
 * Return: @run, or 0.
 */
static __always_inline unsigned int gup_take_run(struct gup_call *call, struct folio *folio,
						 struct page *first, struct page *last,
						 unsigned int run, bool large, const bool pin,
						 unsigned int flags, struct gup_pending *ask)
{
	const bool apart = large && gup_seems_apart(folio);
	const int refs = pin && !apart ? run * GUP_PIN_COUNTING_BIAS : run;

	/* An overflow: below zero, each further reference brings zero nearer. */
	if (WARN_ON_ONCE(folio_ref_count(folio) < 0))
		return 0;
	if (unlikely(!folio_ref_try_add(folio, refs)))
		return 0;
	if (unlikely(page_folio(first) != folio ||
		     (pin && (folio_test_large(folio) != large ||
			      (large && gup_counts_apart(folio) != apart))) ||
		     (run > 1 && page_folio(last) != folio)))
		goto drop;
	if (pin) {
		if (unlikely(flags & FOLL_LONGTERM && !gup_lasting(folio)))
			goto drop;
		/* If pins are not counted apart, the references include them already. */
		if (apart)
			atomic_add(run, gup_pincount(folio));
		if (call->pinned_on != folio_nid(folio)) {
			gup_flush_counters(call);
			call->pinned_on = folio_nid(folio);
		}
		call->pinned += run;
	}
	gup_note_folio(folio, pin, flags, ask);
	return run;
drop:
	gup_put_refs(folio, refs);
	return 0;
}

/* gup_take_run() for a large folio that is mapped by ptes; out of line. */
static noinline unsigned int gup_take_ptes(struct gup_call *call, struct folio *folio,
					   struct page **pages, unsigned int max,
					   bool consecutive, unsigned int flags,
					   struct gup_pending *ask)
{
	unsigned int run = max > 1 ? gup_run_large(folio, pages, max, consecutive) : 1;

	return gup_take_run(call, folio, pages[0], pages[run - 1], run, true, flags & FOLL_PIN,
			    flags, ask);
}

/*
 * gup_take(), page by page. @pin is a constant, so that a call for references has no code
 * for pins. A branch, not the result of the atomic, advances to the next page, and a branch
 * decides whether a page is its own head: so the CPU goes on to the next page meanwhile.
 */
static __always_inline unsigned int gup_take_each(struct gup_call *call, struct page **pages,
						  unsigned int nr, bool consecutive,
						  const bool pin, unsigned int flags,
						  struct gup_pending *ask)
{
	struct page **const end = pages + nr;
	struct page **at = pages;
	unsigned int run;

	while (at != end) {
		struct page *page = *at;

		if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(page)))
			break;
		/* The zero page is never freed, and is not pinned. */
		if (unlikely(pin && is_zero_page(page))) {
			ask->each = true;
			at++;
		} else if (likely(gup_seems_single(page))) {
			if (unlikely(!gup_take_run(call, (struct folio *)page, page, page, 1,
						   false, pin, flags, ask)))
				break;
			at++;
		} else {
			/* Pass a copy, so that the caller's can stay in registers. */
			struct gup_pending more = *ask;

			run = gup_take_ptes(call, page_folio(page), at, end - at, consecutive,
					    flags, &more);
			if (likely(run))
				more.large |= ((2ULL << (run - 1)) - 1) << (at - pages);
			*ask = more;
			if (unlikely(!run))
				break;
			at += run;
		}
	}
	return at - pages;
}

/* gup_take_each() out of line, for a device's huge leaf. */
static noinline unsigned int gup_take_device(struct gup_call *call, struct page **pages,
					     unsigned int nr, unsigned int flags,
					     struct gup_pending *ask)
{
	return gup_take_each(call, pages, nr, true, flags & FOLL_PIN, flags, ask);
}

/*
 * gup_take() for a leaf that maps one folio. This reads only two struct pages, the leaf's
 * first and the head: those of the wanted pages may be in no cache, and calls for the next
 * pages read the same two again.
 *
 * Safe because: if the leaf is unchanged after the reference was taken, all pages that it
 * maps belonged to one folio while this had the reference, and @base was still in it. If
 * the leaf has changed, gup_put_pages() finds the folio with the references by @base.
 */
static __always_inline unsigned int gup_take_leaf(struct gup_call *call, struct page *base,
						  struct page **pages, unsigned int nr,
						  unsigned int flags, struct gup_pending *ask)
{
	const bool pin = flags & FOLL_PIN;
	struct folio *folio;
	bool large;

	if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(base)))
		return 0;
	/* The zero page is never freed, and is not pinned. */
	if (unlikely(pin && is_zero_page(base))) {
		ask->each = true;
		return nr;
	}
	folio = page_folio(base);
	large = gup_seems_large(folio);
	ask->large = large;
	/* The folio was split; or a driver mapped single pages by a huge leaf. */
	if (unlikely(!large && (nr > 1 || pages[0] != base)))
		return 0;
	return gup_take_run(call, folio, base, base, nr, large, pin, flags, ask);
}

/**
 * gup_take() - speculatively take references, or pins
 * @call: this call
 * @pages: were mapped, and may be anything now
 * @nr: how many; %GUP_BATCH at most, unless one leaf maps them and @base is set
 * @one_leaf: one leaf maps them all
 * @base: in: with @one_leaf, the first page of that leaf, and @pages has only the first
 *	  page; NULL if the pages may be of several folios.
 *	  Out: the page that has the references, if gup_put_pages() cannot find it again; in
 *	  this kernel it can
 * @consecutive: they are known to follow each other
 * @flags: FOLL_*
 * @ask: the checks that the pages need once they are known to be still mapped
 *
 * That a page needs no policy check is known at once: a page with a reference is not freed,
 * and until it is freed nobody makes a file's page of an anonymous one, or splits a large
 * folio. (DAX does, with pages that several files share and that are marked as if they were
 * anonymous. They are not secretmem, and a device's page is never pinned for long.)
 *
 * Single pages take most of the time, since each has a folio of its own. So the other cases
 * are not in their loop.
 *
 * Return: how many pages, from the first on, have one more reference or pin.
 */
static __always_inline unsigned int gup_take(struct gup_call *call, struct page **pages,
					     unsigned int nr, const bool one_leaf,
					     struct page **base, bool consecutive,
					     unsigned int flags, struct gup_pending *ask)
{
	if (one_leaf && likely(*base))
		return gup_take_leaf(call, *base, pages, nr, flags, ask);
	if (one_leaf) {
		/* Pass copies, so that the caller's can stay in registers. */
		struct gup_pending more = *ask;
		struct gup_call apart = *call;
		unsigned int taken = gup_take_device(&apart, pages, nr, flags, &more);

		*ask = more;
		*call = apart;
		return taken;
	}
	return flags & FOLL_PIN ? gup_take_each(call, pages, nr, consecutive, true, flags, ask) :
				  gup_take_each(call, pages, nr, consecutive, false, flags, ask);
}

/**
 * gup_keep() - make pages the caller's for good
 * @base: as gup_take() left it
 * @pages: as for gup_take(). They are still mapped, and policy allows to take them
 * @nr: how many; may be 0
 * @huge: a huge leaf maps them
 *
 * For kernels that may take a part of a reference only if the page is known to be mapped.
 * Pages that gup_leaf() puts after this were not kept.
 *
 * Return: how many pages, from the first on, are the caller's.
 */
static __always_inline unsigned int gup_keep(struct page *base, struct page **pages,
					     unsigned int nr, bool huge)
{
	return nr;
}

/* gup_put_folio() for @nr pages, which would look at what the folio is now. */
static void gup_put_run(struct folio *folio, unsigned int nr, bool large, unsigned int flags)
{
	int refs = nr;

	if (flags & FOLL_PIN) {
		if (is_zero_page(&folio->page))
			return;
		mod_node_page_state(NODE_DATA(folio_nid(folio)), NR_FOLL_PIN_RELEASED, nr);
		if (large && gup_counts_apart(folio))
			atomic_sub(nr, gup_pincount(folio));
		else
			refs *= GUP_PIN_COUNTING_BIAS;
	}
	gup_put_refs(folio, refs);
}

/**
 * gup_put_pages() - put what gup_take() took
 * @pages: the first page; not read if @base is set
 * @nr: how many
 * @base: as gup_take() left it: the references are on its folio. NULL if each of @pages
 *	  leads to its own
 * @flags: the same FOLL_*
 * @ask: as gup_take() left it. NULL for recorded pages, of any batches: they were mapped
 *	 while they were held, so they are still what they were then
 * @from: index of the first page in the batch
 *
 * This does not look up the head of a page that was taken as a single one.
 */
static noinline void gup_put_pages(struct page **pages, unsigned int nr, struct page *base,
				   unsigned int flags, const struct gup_pending *ask,
				   unsigned int from)
{
	unsigned int i, run;

	if (base) {
		gup_put_run(page_folio(base), nr, ask->large, flags);
		return;
	}
	for (i = 0; ask && i < nr; i++) {
		bool large = ask->large >> (from + i) & 1;

		gup_put_run(large ? page_folio(pages[i]) : (struct folio *)pages[i], 1, large,
			    flags);
	}
	for (; i < nr; i += run) {
		struct folio *folio = page_folio(pages[i]);

		run = gup_run(folio, pages + i, nr - i, false);
		gup_put_folio(folio, run, flags);
	}
}

/**
 * gup_taken() - check the pages that a call took, in debug kernels
 * @pages: the first page
 * @nr: how many
 * @flags: FOLL_*
 */
static inline void gup_taken(struct page **pages, unsigned int nr, unsigned int flags)
{
	if (IS_ENABLED(CONFIG_DEBUG_VM) && flags & FOLL_PIN)
		sanity_check_pinned_pages(pages, nr);
}

#ifndef gup_device_hold
/**
 * gup_device_hold() - keep a device's struct pages from being freed
 * @page: the first page; may be freed already
 * @flags: FOLL_*
 *
 * Race: device.
 * CPU B, memunmap_pages(): 1) forbids new references on the pagemap; 2) waits until there
 * are none; 3) frees the struct pages. CPU A, here, takes a reference on the pagemap.
 * Safe because: A does not read the page before this has succeeded.
 *
 * Return: NULL if the pagemap is gone, or for a long-term pin.
 */
static inline struct dev_pagemap *gup_device_hold(struct page *page, unsigned int flags)
{
	return flags & FOLL_LONGTERM ? NULL : get_dev_pagemap(page_to_pfn(page), NULL);
}

/**
 * gup_device_drop() - undo gup_device_hold()
 * @pgmap: its return value
 */
static inline void gup_device_drop(struct dev_pagemap *pgmap)
{
	put_dev_pagemap(pgmap);
}
#endif

#endif /* _MM_GUP_FOLIO_REFERENCES_H */
