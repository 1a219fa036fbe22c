/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_references.h - a kernel in which a compound page's head counts all references
 *
 * This is what the fast gup walker needs of such a kernel. A tree that has the names below
 * gets it as its own gup_kernel.h.
 *
 * A reference on any page of a compound page is counted on the head, whether a huge entry
 * or ptes map the page. A huge page that has more references than mappings is not split.
 * So as long as a reference is held, a tail leads to its head.
 *
 * gup-kernel-needs: include/linux/page-flags.h PageDoubleMap
 * gup-kernel-needs: include/linux/huge_mm.h deferred_split_huge_page
 * gup-kernel-needs: include/linux/memremap.h get_dev_pagemap
 * gup-kernel-needs: include/linux/mm.h is_zone_device_page
 * gup-kernel-needs: include/linux/mm.h get_user_pages_unlocked
 * gup-kernel-needs: include/linux/mm.h FOLL_WRITE
 * gup-kernel-needs: include/linux/mm_types.h mmap_sem
 * gup-kernel-needs: include/asm-generic/pgtable.h pte_protnone
 * gup-kernel-needs: include/asm-generic/pgtable.h pmd_protnone
 * gup-kernel-of: 4.5 to 5.2 (private walkers)
 *
 * Differences to the tree's own walker, for the report:
 *
 * gup-kernel-otherwise: a page is never taken whose count is zero or has run over; a
 * gup-kernel-otherwise: device's page is taken only if it is still mapped after that;
 */
#ifndef _MM_GUP_KERNEL_H
#define _MM_GUP_KERNEL_H

#include <linux/huge_mm.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <asm/pgtable.h>

/*
 * Race: split.
 * CPU B: 1) makes the pmd invalid; 2) waits for walkers, by an IPI; 3) freezes the
 * references, which fails if there is one that B does not expect. CPU A takes no reference
 * after they are frozen, since the count is zero then. So no pmd is special meanwhile.
 */
static __always_inline bool pmd_special(pmd_t pmd)
{
	return false;
}

static __always_inline bool pud_special(pud_t pud)
{
	return false;
}

/* Devices have huge puds only in kernels that have such puds outside of hugetlb. */
#ifndef HPAGE_PUD_SHIFT
static __always_inline bool pud_devmap(pud_t pud)
{
	return false;
}
#endif

/**
 * gup_device_hold() - keep a device's struct pages from being freed
 * @page: the first page; may be freed already
 * @flags: FOLL_*
 *
 * Race: device.
 * CPU B: 1) forbids new references on the pagemap; 2) waits until there are none; 3) frees
 * the struct pages. CPU A, here, takes a reference on the pagemap.
 * Safe because: A does not read the page before this has succeeded.
 *
 * Return: NULL if the pagemap is gone.
 */
static inline struct dev_pagemap *gup_device_hold(struct page *page, unsigned int flags)
{
	return get_dev_pagemap(page_to_pfn(page), NULL);
}

/**
 * gup_device_drop() - undo gup_device_hold()
 * @pgmap: its return value
 */
static inline void gup_device_drop(struct dev_pagemap *pgmap)
{
	put_dev_pagemap(pgmap);
}

static __always_inline bool gup_of_device(const struct page *page)
{
	return is_zone_device_page(page);
}

/*
 * Take a reference on a device's page, as gup_take_refs() does on others.
 *
 * In some of these kernels put_page() of such a page puts a reference on the pagemap as
 * well, so take one by get_page(). That is not speculative: the pagemap is held, and while
 * it lives its pages have a reference of their own.
 */
static noinline bool gup_take_device(struct page *page, int refs)
{
	if (refs != 1)
		return false;
	get_page(page);
	return true;
}

#include "counted_pages.h"

/* gup_take() for pages of one compound page; out of line. Return: how many. */
static noinline unsigned int gup_take_ptes(struct page **pages, unsigned int nr,
					   bool consecutive)
{
	unsigned int run = gup_run(compound_head(pages[0]), pages, nr, consecutive);

	return gup_take_head(pages[0], pages[run - 1], run) ? run : 0;
}

/* gup_take(), page by page. */
static __always_inline unsigned int gup_take_each(struct page **pages, unsigned int nr,
						  bool consecutive)
{
	unsigned int i = 0, run;

	while (i < nr) {
		/* A page that becomes a tail meanwhile has a count of zero from then on. */
		if (likely(!PageCompound(pages[i])))
			run = gup_take_refs(pages[i], 1);
		else
			run = gup_take_ptes(pages + i, nr - i, consecutive);
		if (unlikely(!run))
			break;
		i += run;
	}
	return i;
}

/* The same out of line, for a device's huge leaf. */
static noinline unsigned int gup_take_device_leaf(struct page **pages, unsigned int nr)
{
	return gup_take_each(pages, nr, false);
}

/**
 * gup_take() - speculatively take references
 * @call: this call
 * @pages: were mapped, and may be anything now
 * @nr: how many
 * @one_leaf: one leaf maps them all
 * @base: in: with @one_leaf, the first page of that leaf; NULL if they may be of several
 *	  compound pages, and for a device. Out: the page that holds the references for all
 *	  of @pages; NULL if each leads to its own
 * @consecutive: they are known to follow each other
 * @flags: FOLL_*
 * @ask: not used
 *
 * Return: how many pages, from the first on, have one more reference.
 */
static __always_inline unsigned int gup_take(struct gup_call *call, struct page **pages,
					     unsigned int nr, const bool one_leaf,
					     struct page **base, bool consecutive,
					     unsigned int flags, struct gup_pending *ask)
{
	if (!one_leaf)
		return gup_take_each(pages, nr, consecutive);
	if (unlikely(!*base))
		return gup_take_device_leaf(pages, nr);
	*base = gup_take_leaf(*base, pages, nr);
	return *base ? nr : 0;
}

/**
 * gup_keep() - tell reclaim that pages were used
 * @base: as gup_take() left it
 * @pages: they were still mapped after that
 * @nr: how many; may be 0
 * @huge: a huge leaf maps them
 *
 * Return: @nr.
 */
static __always_inline unsigned int gup_keep(struct page *base, struct page **pages,
					     unsigned int nr, bool huge)
{
	unsigned int i;

	if (!GUP_SETS_REFERENCED || unlikely(!nr))
		return nr;
	if (base)
		gup_touch(base);
	else
		for (i = 0; i < nr; i++)
			gup_touch(pages[i]);
	return nr;
}

/**
 * gup_put_pages() - put what gup_take() took
 * @pages: the first page
 * @nr: how many
 * @base: as gup_take() left it
 * @flags: the same FOLL_*
 * @ask: not used
 * @from: not used
 */
static noinline void __maybe_unused gup_put_pages(struct page **pages, unsigned int nr,
						  struct page *base, unsigned int flags,
						  const struct gup_pending *ask, unsigned int from)
{
	unsigned int run;

	if (base) {
		gup_put_refs(base, nr);
		return;
	}
	for (; nr; nr -= run, pages += run) {
		struct page *head = compound_head(pages[0]);

		run = gup_run(head, pages, nr, false);
		gup_put_refs(head, run);
	}
}

/*
 * The arguments of get_user_pages_unlocked() over the years: the task, and whether to write
 * and to force; the same without the task; flags.
 */
typedef long gup_slow_task(struct task_struct *task, struct mm_struct *mm, unsigned long start,
			   unsigned long nr_pages, int write, int force, struct page **pages);
typedef long gup_slow_write(unsigned long start, unsigned long nr_pages, int write, int force,
			    struct page **pages);
typedef long gup_slow_flags(unsigned long start, unsigned long nr_pages, struct page **pages,
			    unsigned int gup_flags);
#define gup_slow_is(type)	\
	__builtin_types_compatible_p(typeof(get_user_pages_unlocked), type)
static_assert(gup_slow_is(gup_slow_task) || gup_slow_is(gup_slow_write) ||
	      gup_slow_is(gup_slow_flags),
	      "gup_kernel: get_user_pages_unlocked() is told what gup_slow() does not know of");

/**
 * gup_slow() - take the rest with locks and faults
 * @start: address of the first page that is missing
 * @nr_pages: how many pages are missing
 * @flags: FOLL_*
 * @pages: where to store them
 *
 * A long-term call holds mmap_sem all the time, since its check looks at the vmas.
 *
 * Return: how many were taken, or a negative error.
 */
static inline int gup_slow(unsigned long start, int nr_pages, unsigned int flags,
			   struct page **pages)
{
	void *unlocked = get_user_pages_unlocked;

#ifdef FOLL_LONGTERM
	if (flags & FOLL_LONGTERM) {
		struct mm_struct *mm = current->mm;
		int ret;

		down_read(&mm->mmap_sem);
		ret = get_user_pages(start, nr_pages, flags, pages, NULL);
		up_read(&mm->mmap_sem);
		return ret;
	}
#endif
	if (gup_slow_is(gup_slow_task))
		return ((gup_slow_task *)unlocked)(current, current->mm, start, nr_pages,
						   flags & FOLL_WRITE, 0, pages);
	if (gup_slow_is(gup_slow_write))
		return ((gup_slow_write *)unlocked)(start, nr_pages, flags & FOLL_WRITE, 0, pages);
	return ((gup_slow_flags *)unlocked)(start, nr_pages, pages, flags);
}

#endif /* _MM_GUP_KERNEL_H */
