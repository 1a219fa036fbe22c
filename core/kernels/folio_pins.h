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
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
 * gup-kernel-of: 6.12
 *
 * What the tree's own walker did otherwise, for the report:
 *
 * gup-kernel-otherwise: pages without a mapping (vm_insert_page()) are taken, after
 * gup-kernel-otherwise: a second look back, in a VM_IO mapping as well (that of uprobes),
 * gup-kernel-otherwise: where the slow path returns -EFAULT; a read-only pin of hugetlb
 * gup-kernel-otherwise: looks at the head page; a length that a word cannot hold (32 bit)
 * gup-kernel-otherwise: is a range that wraps; a call for no pages takes none, and does
 * gup-kernel-otherwise: not walk on from where it starts;
 */
#ifndef _MM_GUP_KERNEL_H
#define _MM_GUP_KERNEL_H

#include <linux/build_bug.h>
#include <linux/highmem.h>
#include <linux/hugetlb.h>
#include <linux/memremap.h>
#include <linux/mm_inline.h>
#include <linux/overflow.h>
#include <linux/pagemap.h>
#include <linux/pgtable.h>
#include <linux/seqlock.h>
#include <linux/shmem_fs.h>
#include <linux/vmstat.h>

#ifndef GUP_NO_SECRETMEM
#include <linux/secretmem.h>
#endif

#include "internal.h"

/*
 * For the copies of a batch: INIT_STACK_ALL_ZERO would fill 512 bytes for each
 * call that takes one page. Each is written before it is read.
 */
#define GUP_UNINITIALIZED	__uninitialized

/* What references are counted on. */
#define gup_block		folio

/* The low bits of a mapping, by the name that older trees lack. */
#ifndef FOLIO_MAPPING_FLAGS
#define FOLIO_MAPPING_FLAGS	PAGE_MAPPING_FLAGS
#define FOLIO_MAPPING_ANON	PAGE_MAPPING_ANON
#endif

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

/* Tell fork that pages of @mm may be pinned. The bit stays set for good, so look first. */
#ifndef gup_announce_pins
static __always_inline void gup_announce_pins(struct mm_struct *mm)
{
	if (!test_bit(MMF_HAS_PINNED, &mm->flags))
		set_bit(MMF_HAS_PINNED, &mm->flags);
}
#endif

/**
 * gup_enter() - check a call, and announce it
 * @start: in: as the caller gave it; out: untagged, at the start of its page
 * @nr_pages: as the caller gave it: any number
 * @flags: FOLL_*
 * @end: out: the first address after the range
 *
 * The order is that of the tree's own: a call for no pages is checked and announced too.
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
	bool wraps;

	if (WARN_ON_ONCE(flags & ~known))
		return -EINVAL;
	/*
	 * Before the seqcount is read: a fork that does not see the flag had begun
	 * by then, which gup_fork_begin() sees, or is over.
	 */
	if (flags & FOLL_PIN)
		gup_announce_pins(mm);
	if (!(flags & FOLL_FAST_ONLY))
		might_lock_read(&mm->mmap_lock);

	*start = untagged_addr(*start) & PAGE_MASK;
	wraps = check_add_overflow(*start, len, end);
	if (wraps)
		return GUP_OVERFLOW;
	if (*end > TASK_SIZE_MAX || unlikely(!access_ok((void __user *)*start, len)))
		return -EFAULT;
	/*
	 * 2^20 pages of 4K are no byte in a word of 32 bits. A negative number wraps, or is
	 * none that a word can hold.
	 */
	if (len >> PAGE_SHIFT != (unsigned long)nr_pages)
		return GUP_OVERFLOW;
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
	*call = (struct gup_call){ };
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
static __always_inline pte_t *gup_pte_map(pmd_t pmd, const void __user *addr)
{
	return __pte_map(&pmd, (unsigned long)addr);
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

/*
 * Is @page the one that follows @first by @n? Asked of pages that are mapped: how large the
 * folio is may be a wrong guess, and then nth_page() could look up a section behind the
 * last one of memory, which SPARSEMEM_EXTREME does not have.
 */
static __always_inline bool gup_follows(struct page *first, unsigned int n, struct page *page)
{
	if (IS_ENABLED(CONFIG_SPARSEMEM) && !IS_ENABLED(CONFIG_SPARSEMEM_VMEMMAP))
		return page_to_pfn(page) == page_to_pfn(first) + n;
	return page == first + n;
}

/* As gup_run(), of a folio that is or seems large. */
static __always_inline unsigned int gup_run_large(struct folio *folio, struct page **pages,
						  unsigned int max, bool consecutive)
{
	/*
	 * Not folio_nr_pages(): while nobody holds the folio its head may have become a tail,
	 * of which kernels that debug may not be asked that. compound_nr() asks nothing.
	 */
	unsigned long size = compound_nr(&folio->page), at = folio_page_idx(folio, pages[0]);
	unsigned int run;

	/* Split just now, or another folio by now. */
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

/*
 * Has a large folio a count of its pins apart from its references? Without one its pins
 * are counted as a single page's. gup_seems_apart() is asked while nobody holds it.
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

/* Where a large folio counts its pins, if it does so apart. */
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
	if (likely((unsigned long)mapping & FOLIO_MAPPING_ANON))
		return true;
	/* Secretmem folios are single pages. */
	return !no_file && folio_test_large(folio);
}

/*
 * May pages of a file be taken? Never of secretmem; for a long-term pin for writing
 * only of files that do not track dirty pages, which here means shmem.
 */
static noinline bool gup_file_admits(struct address_space *mapping, unsigned int flags)
{
	if ((unsigned long)mapping & FOLIO_MAPPING_FLAGS || secretmem_mapping(mapping))
		return false;
	return !gup_no_file(flags) || shmem_mapping(mapping);
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
#ifndef gup_seems_large
static __always_inline bool gup_seems_large(struct folio *folio)
{
	return test_bit(PG_head, &folio->flags);
}

/* Is a page, that nobody holds, neither the head nor a tail of a large folio? */
static __always_inline bool gup_seems_single(struct page *page)
{
	return !(READ_ONCE(page->compound_head) & 1) && !test_bit(PG_head, &page->flags);
}
#endif

/**
 * struct gup_ask - what is left to be asked about the pages of a batch
 * @each: gup_policy(), gup_accessible() or gup_touch() may have something to say or
 *	  to do about one of them
 * @file: or else only whether pages of this file may be taken; or NULL
 * @large: a bit for each page that was taken as a part of a large folio; of a leaf that
 *	   maps one folio bit 0 is for all
 */
struct gup_ask {
	bool each;
	struct address_space *file;
	u64 large;
};

/*
 * Note what is to be asked about a folio of which a reference is held, and which may
 * be unmapped already, or be anything: nothing is followed that it points at.
 *
 * Neither what is harmless nor which file it is depends on whether this is read before
 * or after the look back. Only that a page has no mapping does, and nothing orders the
 * two here: gup_policy() reads it again.
 */
static __always_inline void gup_note(struct folio *folio, const bool pin, unsigned int flags,
				     struct gup_ask *ask)
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
 * gup_asks() - does each page of a batch have to be asked?
 * @ask: what gup_take() left
 * @all: all pages that it took were still mapped after that
 * @flags: FOLL_*
 *
 * Which page is of the file is not known, so all must have been mapped: what was
 * mapped and held when its mapping was read is no slab, and the mapping is a file's.
 * Context: interrupts off since before gup_take(): a mapping lives only under RCU.
 */
static __always_inline bool gup_asks(const struct gup_ask *ask, bool all, unsigned int flags)
{
	if (unlikely(ask->each))
		return true;
	return unlikely(ask->file) && (!all || !gup_file_admits(ask->file, flags));
}

/*
 * Take @run pages, from @first to @last, of what seems to be one folio, @large or not.
 *
 * Other CPU: may free the folio, split it, or make it part of another one, at
 * any moment before the reference is there. So the length of the run, whether the
 * folio is large, and whether it counts its pins apart are guesses until then, and are
 * checked after.
 * Only folio_ref_try_add() may be used: beside "not from zero" it keeps writes
 * off struct pages that hugetlb mapped away, where that can be.
 *
 * Not seen here: a page that was freed and is just becoming a large folio, between its
 * first reference and prep_compound_page(). A pin of it is one of a single page, and is
 * given back as such, whatever the folio has become (@large of struct gup_ask). The look
 * back refuses it, unless the folio is mapped by the very same entry before that: then the
 * caller keeps a single page's pin of a large folio, as in each kernel so far.
 *
 * Return: @run, or 0.
 */
static __always_inline unsigned int gup_take_run(struct gup_call *call, struct folio *folio,
						 struct page *first, struct page *last,
						 unsigned int run, bool large, const bool pin,
						 unsigned int flags, struct gup_ask *ask)
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
		/* Where there is no count of pins apart, they are in the references already. */
		if (apart)
			atomic_add(run, gup_pincount(folio));
		if (call->pinned_on != folio_nid(folio)) {
			gup_settle(call);
			call->pinned_on = folio_nid(folio);
		}
		call->pinned += run;
	}
	gup_note(folio, pin, flags, ask);
	return run;
drop:
	gup_drop(folio, refs);
	return 0;
}

/* For a large folio that is mapped by ptes; out of line. */
static noinline unsigned int gup_take_ptes(struct gup_call *call, struct folio *folio,
					   struct page **pages, unsigned int max,
					   bool consecutive, unsigned int flags,
					   struct gup_ask *ask)
{
	unsigned int run = max > 1 ? gup_run_large(folio, pages, max, consecutive) : 1;

	return gup_take_run(call, folio, pages[0], pages[run - 1], run, true, flags & FOLL_PIN,
			    flags, ask);
}

/*
 * As gup_take(), page by page. Where @pin is a constant a reference pays for nothing of
 * a pin. Single pages are counted by a branch, not by what their atomic returns, and
 * their head is a branch too: so the CPU goes on to the next one meanwhile.
 */
static __always_inline unsigned int gup_take_each(struct gup_call *call, struct page **pages,
						  unsigned int nr, bool consecutive,
						  const bool pin, unsigned int flags,
						  struct gup_ask *ask)
{
	struct page **const end = pages + nr;
	struct page **at = pages;
	unsigned int run;

	while (at != end) {
		struct page *page = *at;

		if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(page)))
			break;
		/* The zero page goes nowhere, and is not pinned. */
		if (unlikely(pin && is_zero_page(page))) {
			ask->each = true;
			at++;
		} else if (likely(gup_seems_single(page))) {
			if (unlikely(!gup_take_run(call, (struct folio *)page, page, page, 1,
						   false, pin, flags, ask)))
				break;
			at++;
		} else {
			/* A copy, for the caller's to stay in registers. */
			struct gup_ask more = *ask;

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

/* The same out of line, for a device's huge leaf. */
static noinline unsigned int gup_take_device(struct gup_call *call, struct page **pages,
					     unsigned int nr, unsigned int flags,
					     struct gup_ask *ask)
{
	return gup_take_each(call, pages, nr, true, flags & FOLL_PIN, flags, ask);
}

/*
 * As gup_take(), of a leaf that maps one folio. Of its pages only the first and the
 * head are looked at: those that are wanted may be in no cache, and calls that want
 * the next ones come back to the same two.
 *
 * Enough because: if the leaf is the same after the reference, then all that it maps
 * belonged to one folio while that had the reference, and @base was still in it. If
 * not, the references are given back where they are, which @base tells.
 */
static __always_inline unsigned int gup_take_leaf(struct gup_call *call, struct page *base,
						  struct page **pages, unsigned int nr,
						  unsigned int flags, struct gup_ask *ask)
{
	const bool pin = flags & FOLL_PIN;
	struct folio *folio;
	bool large;

	if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(base)))
		return 0;
	/* The zero page goes nowhere, and is not pinned. */
	if (unlikely(pin && is_zero_page(base))) {
		ask->each = true;
		return nr;
	}
	folio = page_folio(base);
	large = gup_seems_large(folio);
	ask->large = large;
	/* Split just now; or a driver's memory, of which the leaf says more than is true. */
	if (unlikely(!large && (nr > 1 || pages[0] != base)))
		return 0;
	return gup_take_run(call, folio, base, base, nr, large, pin, flags, ask);
}

/**
 * gup_take() - speculatively take references, or pins
 * @call: this call
 * @pages: nothing is known of them but that they were mapped
 * @nr: how many; %GUP_BATCH at most, unless one leaf maps them, which has @base
 * @one_leaf: one leaf maps them all
 * @base: in: then the first page of that leaf, and of @pages only the first is there; NULL
 *	  if they may be of several folios.
 *	  Out: where the references are, if gup_give() cannot find that out again, which
 *	  it can here
 * @consecutive: they are known to follow each other
 * @flags: FOLL_*
 * @ask: what is to be asked when they are known to be still mapped
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
					     unsigned int nr, const bool one_leaf,
					     struct page **base, bool consecutive,
					     unsigned int flags, struct gup_ask *ask)
{
	if (one_leaf && likely(*base))
		return gup_take_leaf(call, *base, pages, nr, flags, ask);
	if (one_leaf) {
		/* Copies, for the caller's to stay in registers. */
		struct gup_ask more = *ask;
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
 * @pages: they are still mapped, and policy lets them be taken; as for gup_take()
 * @nr: how many; may be none
 * @huge: a huge leaf maps them
 *
 * For kernels in which a part of a reference may only be taken of a page that is known
 * to be mapped. What is given back later in the same call was not kept.
 *
 * Return: how many pages, from the first on, are the caller's.
 */
static __always_inline unsigned int gup_keep(struct page *base, struct page **pages,
					     unsigned int nr, bool huge)
{
	return nr;
}

/* As gup_put_folio(), which would look what the folio is now, of @nr pages of it. */
static void gup_give_folio(struct folio *folio, unsigned int nr, bool large, unsigned int flags)
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
	gup_drop(folio, refs);
}

/**
 * gup_give() - give back what gup_take() took
 * @pages: the first page; with @base they need not be there
 * @nr: how many
 * @base: as gup_take() left it, if it cannot be relied on that all of @pages are what
 *	  it says
 * @flags: the same FOLL_*
 * @ask: as gup_take() left it; NULL for pages that were recorded, of whatever batch: they
 *	 were mapped while they were held, and are what they were then
 * @from: the place in the batch of the first page
 *
 * A page that was taken as a single one is not asked where its head is.
 */
static noinline void gup_give(struct page **pages, unsigned int nr, struct page *base,
			      unsigned int flags, const struct gup_ask *ask, unsigned int from)
{
	unsigned int i, run;

	if (base) {
		gup_give_folio(page_folio(base), nr, ask->large, flags);
		return;
	}
	for (i = 0; ask && i < nr; i++) {
		bool large = ask->large >> (from + i) & 1;

		gup_give_folio(large ? page_folio(pages[i]) : (struct folio *)pages[i], 1, large,
			       flags);
	}
	for (; i < nr; i += run) {
		struct folio *folio = page_folio(pages[i]);

		run = gup_run(folio, pages + i, nr - i, false);
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
 *
 * What gup_file_admits() says, and:
 *
 * Race: truncation. Other CPU: unmaps a secretmem page, clears its mapping, and
 * only then wipes it and makes it readable for the kernel again. So no
 * mapping does not prove "not secretmem", but no mapping and then still mapped
 * does: the folio is locked from the unmap until the mapping is cleared, and
 * nobody can map it again. Drivers' vm_insert_page() memory, which never had a
 * mapping, thus need not go the slow way. Whether its vma has VM_IO, of which the slow
 * path takes nothing (uprobes' area), no entry tells: what user space may access by an
 * entry that is not special is taken here.
 *
 * Race: reuse. Other CPU: frees the page, has it back for secretmem_fault(), sets its
 * mapping, and maps it here. We: look at the entry, read the mapping, look again. Enough
 * because gup_admit() orders the first look before that: if the page was mapped by
 * secretmem then, its mapping is read.
 *
 * Context: interrupts off from the look back until here: a mapping lives only
 * under RCU.
 */
static inline enum gup_verdict gup_policy(struct folio *folio, unsigned int flags)
{
	struct address_space *mapping;

	/* Truncation may clear it at any time: read it once. */
	mapping = READ_ONCE(folio->mapping);
	if (gup_harmless(folio, mapping, flags) || folio_test_hugetlb(folio))
		return GUP_ADMIT;
	if (WARN_ON_ONCE(folio_test_slab(folio)))
		return GUP_REFUSE;
	if (!mapping)
		return gup_no_file(flags) ? GUP_REFUSE : GUP_LOOK_AGAIN;
	return gup_file_admits(mapping, flags) ? GUP_ADMIT : GUP_REFUSE;
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

#ifndef gup_device_hold
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
#endif

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
