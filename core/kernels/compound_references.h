/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_references.h - a kernel in which a compound page's references are its head's
 *
 * What the fast gup walker needs of such a kernel. A tree that has these gets it as its
 * own gup_kernel.h.
 *
 * How references are counted here: on the head, for whatever page of it, be it mapped by
 * a huge entry or by ptes. A huge page that has references more than it is mapped is not
 * split, so with one held a tail leads to its head for as long as that is held.
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
 * What the tree's own walker did otherwise, for the report:
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
 * Race: split. Other CPU: makes the pmd invalid, waits for the walkers by an IPI, and then
 * has the references frozen, which fails if there is one that it does not know. We: take
 * none once they are frozen, since the count is zero then. Nothing is special meanwhile.
 */
static __always_inline bool pmd_special(pmd_t pmd)
{
	return false;
}

static __always_inline bool pud_special(pud_t pud)
{
	return false;
}

/* Before there were huge puds that are not of hugetlb, there were none of a device. */
#ifndef HPAGE_PUD_SHIFT
static __always_inline bool pud_devmap(pud_t pud)
{
	return false;
}
#endif

/**
 * gup_device_hold() - keep a device's struct pages from going away
 * @page: the first page; may be gone already
 * @flags: FOLL_*
 *
 * Race: device. Other CPU: forbids new references on the pagemap, waits for those that
 * there are, and frees the struct pages. Enough because the page itself is not looked at
 * before this succeeded.
 *
 * Return: NULL if it went away.
 */
static inline struct dev_pagemap *gup_device_hold(struct page *page, unsigned int flags)
{
	return get_dev_pagemap(page_to_pfn(page), NULL);
}

/**
 * gup_device_drop() - the end of gup_device_hold()
 * @pgmap: what it returned
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
 * In some of these kernels such a reference is one on the pagemap as well, which put_page()
 * gives back, so it must be get_page() that takes it. That is no speculation: the pagemap is
 * held, and while it lives its pages have a reference of their own.
 */
static noinline bool gup_take_device(struct page *page, int refs)
{
	if (refs != 1)
		return false;
	get_page(page);
	return true;
}

#include "counted_pages.h"

/* As gup_take(), for pages of one compound page; out of line. Return: how many. */
static noinline unsigned int gup_take_ptes(struct page **pages, unsigned int nr,
					   bool consecutive)
{
	unsigned int run = gup_run(compound_head(pages[0]), pages, nr, consecutive);

	return gup_take_head(pages[0], pages[run - 1], run) ? run : 0;
}

/* As gup_take(), page by page. */
static __always_inline unsigned int gup_take_each(struct page **pages, unsigned int nr,
						  bool consecutive)
{
	unsigned int i = 0, run;

	while (i < nr) {
		/* What becomes a tail meanwhile has a count of zero from then on. */
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
 * @pages: nothing is known of them but that they were mapped
 * @nr: how many
 * @one_leaf: one leaf maps them all
 * @base: in: then the first page of that leaf; NULL if they may be of several compound
 *	  pages, and for a device. Out: the page that holds the references for all of @pages;
 *	  NULL if that must be asked of each
 * @consecutive: they are known to follow each other
 * @flags: FOLL_*
 * @ask: not used
 *
 * Return: how many pages, from the first on, have one more reference.
 */
static __always_inline unsigned int gup_take(struct gup_call *call, struct page **pages,
					     unsigned int nr, const bool one_leaf,
					     struct page **base, bool consecutive,
					     unsigned int flags, struct gup_ask *ask)
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
 * @nr: how many; may be none
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
 * gup_give() - give back what gup_take() took
 * @pages: the first page
 * @nr: how many
 * @base: as gup_take() left it
 * @flags: the same FOLL_*
 * @ask: not used
 * @from: not used
 */
static noinline void __maybe_unused gup_give(struct page **pages, unsigned int nr,
					     struct page *base, unsigned int flags,
					     const struct gup_ask *ask, unsigned int from)
{
	unsigned int run;

	if (base) {
		gup_drop(base, nr);
		return;
	}
	for (; nr; nr -= run, pages += run) {
		struct page *head = compound_head(pages[0]);

		run = gup_run(head, pages, nr, false);
		gup_drop(head, run);
	}
}

/*
 * What get_user_pages_unlocked() was told over the years: whose pages, and whether to
 * write and to force; not whose; flags.
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
 * gup_slow() - get the rest with locks and faults
 * @start: the first page that is missing
 * @nr_pages: how many are
 * @flags: FOLL_*
 * @pages: where they go
 *
 * For the long term mmap_sem is held all the time, since that is looked up by vma.
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
