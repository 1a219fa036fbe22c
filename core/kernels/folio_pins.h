/* SPDX-License-Identifier: GPL-2.0 */
/*
 * folio_pins.h - a kernel that counts references on folios and has FOLL_PIN
 *
 * What the fast gup walker needs of such a kernel: references and pins, policy,
 * the slow path. A tree that has these gets it as its own gup_kernel.h. The
 * functions that are not inline here are the tree's own, in mm/gup.c. The
 * conversion looks for each of these before it takes this header. One for a tree
 * that lacks some may include it, once it has said otherwise what is #ifndef here.
 *
 * gup-kernel-needs: mm/gup.c gup_put_folio
 * gup-kernel-needs: mm/gup.c __gup_longterm_locked
 * gup-kernel-needs: mm/gup.c sanity_check_pinned_pages
 * gup-kernel-needs: mm/internal.h gup_must_unshare
 * gup-kernel-needs: include/linux/page_ref.h folio_ref_try_add
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/mm.h pmd_special
 * gup-kernel-needs: include/linux/mm.h HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
 *
 * What the tree's own walker did otherwise, for the report:
 *
 * gup-kernel-otherwise: pages without a mapping (vm_insert_page()) are taken, after
 * gup-kernel-otherwise: a second look back; a read-only pin of hugetlb looks at the
 * gup-kernel-otherwise: head page;
 */
#ifndef _MM_GUP_KERNEL_H
#define _MM_GUP_KERNEL_H

#include <linux/highmem.h>
#include <linux/hugetlb.h>
#include <linux/memremap.h>
#include <linux/mm_inline.h>
#include <linux/overflow.h>
#include <linux/pagemap.h>
#include <linux/seqlock.h>
#include <linux/secretmem.h>
#include <linux/shmem_fs.h>
#include <linux/vmstat.h>

#include "internal.h"

/*
 * For the copies of a batch: INIT_STACK_ALL_ZERO would fill 512 bytes for each
 * call that takes one page. Each is written before it is read.
 */
#define GUP_UNINITIALIZED	__uninitialized

/* What references are counted on. */
#define gup_block		folio

/* What a call gets whose range wraps. */
#ifndef GUP_OVERFLOW
#define GUP_OVERFLOW		(-EOVERFLOW)
#endif

/* Has the architecture memory that a device must not see as it is? */
#if defined(HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE) || defined(HAVE_ARCH_MAKE_PAGE_ACCESSIBLE)
#define GUP_MAKES_ACCESSIBLE	true
#else
#define GUP_MAKES_ACCESSIBLE	false
#endif

/**
 * struct gup_call - what is kept from the start of a call to its end
 * @fork_seq: the fork seqcount, as it was before the first page
 * @pinned_on: the node of the pins that are not yet accounted
 * @pinned: their number
 */
struct gup_call {
	unsigned int fork_seq;
	int pinned_on;
	int pinned;
};

/**
 * enum gup_verdict - what policy says of a page that has a reference
 * @GUP_REFUSE: leave it to the slow path
 * @GUP_ADMIT: keep it
 * @GUP_LOOK_AGAIN: keep it if it is still mapped after this was said
 */
enum gup_verdict { GUP_REFUSE, GUP_ADMIT, GUP_LOOK_AGAIN };

/**
 * gup_enter() - check a call, and announce it
 * @start: in: as the caller gave it; out: untagged, at the start of its page
 * @nr_pages: more than none
 * @flags: FOLL_*
 * @end: out: the first address after the range
 *
 * Return: how many pages to take, or what the caller gets at once: %GUP_OVERFLOW,
 * -EINVAL, -EFAULT.
 */
static inline int gup_enter(unsigned long *start, int nr_pages, unsigned int flags,
			    unsigned long *end)
{
	const unsigned int known = FOLL_WRITE | FOLL_LONGTERM | FOLL_FORCE | FOLL_PIN |
				   FOLL_GET | FOLL_FAST_ONLY | FOLL_NOFAULT |
				   FOLL_PCI_P2PDMA | FOLL_HONOR_NUMA_FAULT;
	unsigned long len = (unsigned long)nr_pages << PAGE_SHIFT;
	struct mm_struct *mm = current->mm;

	if (WARN_ON_ONCE(flags & ~known))
		return -EINVAL;
	/*
	 * Before the seqcount is read: a fork that does not see the flag has
	 * not begun when gup_fork_begin() looks. The bit stays set for good, so
	 * look first and leave the cache line shared.
	 */
	if (flags & FOLL_PIN && !test_bit(MMF_HAS_PINNED, &mm->flags))
		set_bit(MMF_HAS_PINNED, &mm->flags);
	if (!(flags & FOLL_FAST_ONLY))
		might_lock_read(&mm->mmap_lock);

	*start = untagged_addr(*start) & PAGE_MASK;
	if (check_add_overflow(*start, len, end))
		return GUP_OVERFLOW;
	if (*end > TASK_SIZE_MAX || unlikely(!access_ok((void __user *)*start, len)))
		return -EFAULT;
	return nr_pages;
}

/**
 * gup_fork_begin() - begin to keep what a call keeps, and note where fork stands
 * @call: this call
 * @flags: FOLL_*
 *
 * Return: false if a fork is copying just now, so that no pin may be taken.
 */
static inline bool gup_fork_begin(struct gup_call *call, unsigned int flags)
{
	call->pinned_on = 0;
	call->pinned = 0;
	if (!(flags & FOLL_PIN))
		return true;
	call->fork_seq = raw_read_seqcount(&current->mm->write_protect_seq);
	return !(call->fork_seq & 1);
}

/**
 * gup_fork_raced() - did a fork copy while pins were being taken?
 * @call: this call
 * @flags: FOLL_*
 */
static inline bool gup_fork_raced(const struct gup_call *call, unsigned int flags)
{
	return flags & FOLL_PIN &&
	       read_seqcount_retry(&current->mm->write_protect_seq, call->fork_seq);
}

#ifndef gup_pte_map
/**
 * gup_pte_map() - the real address of a pte
 * @pmd: copy of the pmd that points at its table
 * @addr: the address
 *
 * Interrupts are off and hold the table, so there is no RCU section, which
 * pte_offset_map() would open, and no look at the pmd, which was judged.
 * Return: the pte; NULL only for kernels whose tables can be gone.
 */
static __always_inline pte_t *gup_pte_map(pmd_t pmd, unsigned long addr)
{
	return __pte_map(&pmd, addr);
}

/**
 * gup_pte_unmap() - the end of gup_pte_map()
 * @pte: what it returned, not NULL
 */
static __always_inline void gup_pte_unmap(pte_t *pte)
{
	if (IS_ENABLED(CONFIG_HIGHPTE))
		kunmap_local(pte);
}
#endif

/**
 * gup_block_of() - what a page's references are counted on
 * @page: the page; the answer is a guess while no reference is held
 */
static __always_inline struct gup_block *gup_block_of(struct page *page)
{
	return page_folio(page);
}

/* As gup_run(), of a folio that is or seems large. */
static __always_inline unsigned int gup_run_large(struct folio *folio, struct page **pages,
						  unsigned int max, bool consecutive)
{
	unsigned long left = folio_nr_pages(folio) - folio_page_idx(folio, pages[0]);
	unsigned int run;

	max = min_t(unsigned long, max, left);
	if (consecutive)
		return max ?: 1;
	for (run = 1; run < max; run++)
		if (pages[run] != nth_page(pages[0], run))
			break;
	return run;
}

/**
 * gup_run() - how many pages from the first on lie in one folio, in order
 * @folio: the first page's; the answer is a guess while no reference is held
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

/* Pins are counted per node; the counter is dear, so count a node's at once. */
static inline void gup_settle(struct gup_call *call)
{
	if (call->pinned)
		mod_node_page_state(NODE_DATA(call->pinned_on), NR_FOLL_PIN_ACQUIRED,
				    call->pinned);
	call->pinned = 0;
}

/* Give references back as they were taken, uncounted as a pin. */
static noinline void gup_drop(struct folio *folio, int refs)
{
	if (!put_devmap_managed_folio_refs(folio, refs))
		folio_put_refs(folio, refs);
}

/* Where a large folio counts its pins. */
#ifndef gup_pincount
static __always_inline atomic_t *gup_pincount(struct folio *folio)
{
	return &folio->_pincount;
}
#endif

/* May the call not have pages of a file that tracks which are dirty? */
#ifndef gup_no_file
static __always_inline bool gup_no_file(unsigned int flags)
{
	const unsigned int harm = FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE;

	return (flags & harm) == harm;
}
#endif

/*
 * Has policy nothing against a folio with this @mapping, whatever becomes of it
 * while it is held?
 */
static __always_inline bool gup_harmless(struct folio *folio, struct address_space *mapping,
					 unsigned int flags)
{
	const bool no_file = gup_no_file(flags);

	if (!no_file && !IS_ENABLED(CONFIG_SECRETMEM))
		return true;
	if (likely((unsigned long)mapping & PAGE_MAPPING_ANON))
		return true;
	/* Secretmem folios are single pages. */
	return !no_file && folio_test_large(folio);
}

/* May a folio be pinned for long? */
static noinline bool gup_lasting(struct folio *folio)
{
	return folio_is_longterm_pinnable(folio);
}

/*
 * Is a folio large, that nobody holds? folio_test_large() may not be asked: it
 * could be a tail by now, which kernels that debug take for a mistake.
 */
static __always_inline bool gup_seems_large(const struct folio *folio)
{
	return test_bit(PG_head, &folio->flags);
}

/*
 * Take @run pages, from @first to @last, of what seems to be one folio, @large or not.
 *
 * Other CPU: may free the folio, split it, or make it part of another one, at
 * any moment before the reference is there. So the length of the run, and
 * whether the folio is large, are guesses until then, and are checked after.
 * Only folio_ref_try_add() may be used: beside "not from zero" it keeps writes
 * off struct pages that hugetlb mapped away, where that can be.
 *
 * Not caught, as in each kernel so far: a page that was freed and is just becoming
 * a large folio, between its first reference and prep_compound_page(). A pin of
 * it is given back as one of the large folio.
 *
 * Return: @run, or 0.
 */
static __always_inline unsigned int gup_take_run(struct gup_call *call, struct folio *folio,
						 struct page *first, struct page *last,
						 unsigned int run, bool large, const bool pin,
						 unsigned int flags, bool *asks)
{
	const int refs = pin && !large ? GUP_PIN_COUNTING_BIAS : run;

	/* An overflow: below zero, each further reference brings zero nearer. */
	if (WARN_ON_ONCE(folio_ref_count(folio) < 0))
		return 0;
	if (unlikely(!folio_ref_try_add(folio, refs)))
		return 0;
	if (unlikely(page_folio(first) != folio ||
		     (pin && folio_test_large(folio) != large) ||
		     (run > 1 && page_folio(last) != folio)))
		goto drop;
	if (pin) {
		if (unlikely(flags & FOLL_LONGTERM && !gup_lasting(folio)))
			goto drop;
		/* A single page's pin is in its count already, a large folio has its own. */
		if (large)
			atomic_add(run, gup_pincount(folio));
		if (call->pinned_on != folio_nid(folio)) {
			gup_settle(call);
			call->pinned_on = folio_nid(folio);
		}
		call->pinned += run;
	}
	if (unlikely(!gup_harmless(folio, READ_ONCE(folio->mapping), flags) ||
		     !folio_test_referenced(folio) || (pin && GUP_MAKES_ACCESSIBLE)))
		*asks = true;
	return run;
drop:
	gup_drop(folio, refs);
	return 0;
}

/* As gup_take_run(), of as many pages as there seem to be. */
static __always_inline unsigned int gup_take_guess(struct gup_call *call, struct folio *folio,
						   struct page **pages, unsigned int max,
						   bool consecutive, bool large, const bool pin,
						   unsigned int flags, bool *asks)
{
	unsigned int run = 1;

	if (large && max > 1)
		run = gup_run_large(folio, pages, max, consecutive);
	return gup_take_run(call, folio, pages[0], pages[run - 1], run, large, pin, flags, asks);
}

/* The same out of line, for a large folio that is mapped by ptes. */
static noinline unsigned int gup_take_ptes(struct gup_call *call, struct folio *folio,
					   struct page **pages, unsigned int max,
					   unsigned int flags, bool *asks)
{
	return gup_take_guess(call, folio, pages, max, false, true, flags & FOLL_PIN, flags, asks);
}

/* As gup_take(). Where @pin is a constant a reference pays for nothing of a pin. */
static __always_inline unsigned int gup_take_as(struct gup_call *call, struct page **pages,
						unsigned int nr, const bool consecutive,
						const bool pin, unsigned int flags, bool *asks)
{
	unsigned int taken, run;

	for (taken = 0; taken < nr; taken += run) {
		struct page *page = pages[taken];
		struct folio *folio;

		if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(page)))
			break;
		/* The zero page goes nowhere, and is not pinned. */
		if (unlikely(pin && is_zero_page(page))) {
			*asks = true;
			run = 1;
			continue;
		}
		folio = page_folio(page);
		if (consecutive)
			run = gup_take_guess(call, folio, pages + taken, nr - taken, true,
					     gup_seems_large(folio), pin, flags, asks);
		else if (unlikely(gup_seems_large(folio)))
			run = gup_take_ptes(call, folio, pages + taken, nr - taken, flags, asks);
		else
			run = gup_take_run(call, folio, page, page, 1, false, pin, flags, asks);
		if (unlikely(!run))
			break;
	}
	return taken;
}

/**
 * gup_take() - speculatively take references, or pins
 * @call: this call
 * @pages: nothing is known of them but that they were mapped
 * @nr: how many
 * @consecutive: they are known to follow each other
 * @flags: FOLL_*
 * @asks: set to true, else left alone, if gup_policy(), gup_accessible() or
 *	  gup_touch() may have something to say or to do about one of them
 *
 * That policy has nothing to say is known at once: a page that is held is not freed,
 * and until then nobody makes a file's page of an anonymous one, nor splits a large
 * folio. (DAX does, of pages that several files share and that are marked as if
 * they were anonymous; it is no secretmem, and no device's page is pinned for long.)
 *
 * Single pages are what takes time, since each has a folio of its own; the rest
 * stays out of their loop.
 *
 * Return: how many pages, from the first on, have one more reference or pin.
 */
static __always_inline unsigned int gup_take(struct gup_call *call, struct page **pages,
					     unsigned int nr, const bool consecutive,
					     unsigned int flags, bool *asks)
{
	const bool pin = flags & FOLL_PIN;

	if (consecutive)
		return gup_take_as(call, pages, nr, true, pin, flags, asks);
	return pin ? gup_take_as(call, pages, nr, false, true, flags, asks) :
		     gup_take_as(call, pages, nr, false, false, flags, asks);
}

/**
 * gup_give() - give back what gup_take() took
 * @pages: the first page
 * @nr: how many
 * @flags: the same FOLL_*
 */
static noinline void gup_give(struct page **pages, unsigned int nr, unsigned int flags)
{
	unsigned int run;

	for (; nr; nr -= run, pages += run) {
		struct folio *folio = page_folio(pages[0]);

		run = gup_run(folio, pages, nr, false);
		gup_put_folio(folio, run, flags);
	}
}

/**
 * gup_taken() - last look at what a call took, for kernels that debug
 * @pages: the first page
 * @nr: how many
 * @flags: FOLL_*
 */
static inline void gup_taken(struct page **pages, unsigned int nr, unsigned int flags)
{
	if (IS_ENABLED(CONFIG_DEBUG_VM) && flags & FOLL_PIN)
		sanity_check_pinned_pages(pages, nr);
}

/**
 * gup_policy() - may this page be taken so?
 * @folio: a reference is held, and it was mapped after that
 * @flags: FOLL_*
 * @known: the file whose page was admitted last, while interrupts are off, which
 *	   its other pages need not be asked again; NULL at first
 *
 * Never secretmem. For a long-term pin for writing, of files only those that do
 * not track dirty pages, which here means shmem and hugetlb.
 *
 * Race: truncation. Other CPU: unmaps a secretmem page, clears its mapping, and
 * only then wipes it and makes it readable for the kernel again. So no
 * mapping does not prove "not secretmem", but no mapping and then still mapped
 * does: the folio is locked from the unmap until the mapping is cleared, and
 * nobody can map it again. Drivers' vm_insert_page() memory, which never had a
 * mapping, thus need not go the slow way.
 *
 * Context: interrupts off from the look back until here: a mapping lives only
 * under RCU.
 */
static __always_inline enum gup_verdict gup_policy(struct folio *folio, unsigned int flags,
						   struct address_space **known)
{
	const bool no_file = gup_no_file(flags);
	struct address_space *mapping;
	unsigned long bits;

	/* Truncation may clear it at any time: read it once. */
	mapping = READ_ONCE(folio->mapping);
	if (likely(mapping && mapping == *known))
		return GUP_ADMIT;
	if (gup_harmless(folio, mapping, flags))
		return GUP_ADMIT;
	bits = (unsigned long)mapping & PAGE_MAPPING_FLAGS;
	if (folio_test_hugetlb(folio))
		return GUP_ADMIT;
	if (bits || WARN_ON_ONCE(folio_test_slab(folio)))
		return GUP_REFUSE;
	if (!mapping)
		return no_file ? GUP_REFUSE : GUP_LOOK_AGAIN;
	if (secretmem_mapping(mapping) || (no_file && !shmem_mapping(mapping)))
		return GUP_REFUSE;
	*known = mapping;
	return GUP_ADMIT;
}

/**
 * gup_unshares() - does this call have to look at gup_must_part() at all?
 * @flags: FOLL_*
 */
static __always_inline bool gup_unshares(unsigned int flags)
{
	return (flags & (FOLL_PIN | FOLL_WRITE)) == FOLL_PIN;
}

/**
 * gup_must_part() - must a page be unshared before it may be pinned for reading?
 * @page: the page, mapped read-only
 * @huge: it is mapped by a huge leaf
 * @flags: FOLL_*
 *
 * The mark of an exclusive page is the page's own, but the head's if the whole
 * folio is mapped at once, and always with hugetlb, whose tails may be shared
 * memory that says nothing.
 */
static inline bool gup_must_part(struct page *page, bool huge, unsigned int flags)
{
	struct folio *folio = page_folio(page);

	if (huge || folio_test_hugetlb(folio))
		page = &folio->page;
	return gup_must_unshare(NULL, flags, page);
}

/**
 * gup_accessible() - make a page's content accessible to devices
 * @folio: a reference is held
 * @flags: FOLL_*
 *
 * Only for FOLL_PIN, which says that the content will be looked at.
 * Return: false to leave it to the slow path.
 */
static __always_inline bool gup_accessible(struct folio *folio, unsigned int flags)
{
	return !(flags & FOLL_PIN) || !arch_make_folio_accessible(folio);
}

/**
 * gup_touch() - tell reclaim that the page was used
 * @folio: a reference is held
 *
 * Looks first: most pages have the bit, and a look needs no locked instruction.
 */
static __always_inline void gup_touch(struct folio *folio)
{
	if (!folio_test_referenced(folio))
		folio_set_referenced(folio);
}

/**
 * gup_device_hold() - keep a device's struct pages from going away
 * @page: the first page; may be gone already
 * @flags: FOLL_*
 *
 * Race: device. Other CPU: memunmap_pages() forbids new references on the
 * pagemap, waits for those that there are, and frees the struct pages. Enough
 * because the page itself is not looked at before this succeeded.
 *
 * Return: NULL if it went away, or for a long-term pin.
 */
static inline struct dev_pagemap *gup_device_hold(struct page *page, unsigned int flags)
{
	return flags & FOLL_LONGTERM ? NULL : get_dev_pagemap(page_to_pfn(page), NULL);
}

/**
 * gup_device_drop() - the end of gup_device_hold()
 * @pgmap: what it returned
 */
static inline void gup_device_drop(struct dev_pagemap *pgmap)
{
	put_dev_pagemap(pgmap);
}

/**
 * gup_fast_only() - must the call end without the slow path?
 * @flags: FOLL_*
 */
static inline bool gup_fast_only(unsigned int flags)
{
	return flags & FOLL_FAST_ONLY;
}

#ifndef gup_slow
/**
 * gup_slow() - get the rest with locks and faults
 * @start: the first page that is missing
 * @nr_pages: how many are
 * @flags: FOLL_*
 * @pages: where they go
 *
 * Return: how many were taken, or a negative error.
 */
static inline int gup_slow(unsigned long start, int nr_pages, unsigned int flags,
			   struct page **pages)
{
	int locked = 0;

	return __gup_longterm_locked(current->mm, start, nr_pages, pages, &locked,
				     flags | FOLL_TOUCH | FOLL_UNLOCKABLE);
}
#endif

#endif /* _MM_GUP_KERNEL_H */
