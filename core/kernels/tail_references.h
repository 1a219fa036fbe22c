/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tail_references.h - a kernel in which a huge page's tails count references too
 *
 * This is what the fast gup walker needs of such a kernel. A tree that has the names below
 * gets it as its own gup_kernel.h. A header for trees that differ may include this one, and
 * first defines its own of the names that are #ifndef here.
 *
 * How references are counted here: a page that is not compound, or is the head, has its
 * own in _count. A tail's _count is zero as long as it is a tail. A reference on a tail is
 * one on the head and, unless the page is hugetlb's or slab's, one more in the tail's
 * _mapcount, which a split moves to the page that the tail becomes.
 *
 * Processes that share a table of pmds of hugetlb leave it by huge_pmd_unshare(), which
 * frees no table. In a tree where that does not wait for walkers (3.x x86, which
 * "make enable ARCH=arm64" fixes) a walker may continue in a table that is now another
 * process's; the tree's own walker did that, too.
 *
 * compound_head() of a page without a reference must check PageTail() again after a
 * barrier, and the code that makes a tail must write its head first. Otherwise the head may
 * be what another owner of the page left in the same word. Both came to 3.14, and to stable
 * trees, with 668f9abbd433 (mm: close PageTail race). It removed compound_trans_head(),
 * which had checked twice. A tree that still has that name lacks both, and is refused: the
 * readers' half alone would not be enough.
 *
 * gup-kernel-needs: include/linux/mm.h get_huge_page_tail
 * gup-kernel-needs: include/linux/mm.h compound_lock
 * gup-kernel-needs: include/linux/mm_types.h _count
 * gup-kernel-needs: include/linux/mm_types.h mmap_sem
 * gup-kernel-needs: include/linux/mm.h FOLL_WRITE
 * gup-kernel-needs: include/asm-generic/pgtable.h pte_numa
 * gup-kernel-needs: include/asm-generic/pgtable.h pmd_trans_splitting
 * gup-kernel-must-lack: include/linux/huge_mm.h compound_trans_head
 * gup-kernel-of: 3.14 (private walkers)
 *
 * Differences to the tree's own walker, for the report:
 *
 * gup-kernel-otherwise: a page is never taken whose count is zero or has run over;
 */
#ifndef _MM_GUP_KERNEL_H
#define _MM_GUP_KERNEL_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <asm/pgtable.h>

#ifndef READ_ONCE
/*
 * Read once, and without tearing if a word holds it. ACCESS_ONCE() of an entry does not do
 * that: some compilers forget that an aggregate is volatile (gcc bug 58145).
 */
static __always_inline void gup_read_once(const void *from, void *to, int size)
{
	switch (size) {
	case 4:
		*(u32 *)to = ACCESS_ONCE(*(const u32 *)from);
		break;
	case 8:
		*(u64 *)to = ACCESS_ONCE(*(const u64 *)from);
		break;
	default:
		BUILD_BUG();
	}
}

#define READ_ONCE(x) ({						\
	union { typeof(x) val; char bytes[1]; } __gup;		\
								\
	gup_read_once(&(x), __gup.bytes, sizeof(x));		\
	__gup.val;						\
})
#endif

#ifndef GUP_HAS_PROTNONE
#define pte_protnone(pte)	pte_numa(pte)
#define pmd_protnone(pmd)	pmd_numa(pmd)
#endif

/*
 * May user space access the memory of a present entry? If no function of the tree checks
 * that, the port must, in gup_pte_permitted() and its like.
 */
#if defined(pte_valid_user)
/* Entries of all levels have the same bits. */
static __always_inline bool pte_access_permitted(pte_t pte, bool write)
{
	return pte_valid_user(pte) && (!write || pte_write(pte));
}

static __always_inline bool pmd_access_permitted(pmd_t pmd, bool write)
{
	return pte_access_permitted(__pte(pmd_val(pmd)), write);
}

static __always_inline bool pud_access_permitted(pud_t pud, bool write)
{
	return pte_access_permitted(__pte(pud_val(pud)), write);
}
#elif defined(pte_present_user)
static __always_inline bool pte_access_permitted(pte_t pte, bool write)
{
	return pte_present_user(pte) && (!write || pte_write(pte));
}

/* The port must check that the entry belongs to user space. */
static __always_inline bool pmd_access_permitted(pmd_t pmd, bool write)
{
	return pmd_present(pmd) && (!write || pmd_write(pmd));
}

static __always_inline bool pud_access_permitted(pud_t pud, bool write)
{
	return false;
}
#endif

/*
 * Race: split.
 * CPU B: 1) marks the pmd as splitting; 2) waits for walkers, by an IPI; 3) splits the page.
 * CPU A leaves a pmd with the mark to the slow path, which waits until the page is split.
 * This is here, not in gup_pmd_permitted(), so that a port need not know the mark.
 */
static __always_inline bool pmd_special(pmd_t pmd)
{
	return pmd_trans_splitting(pmd);
}

/* Huge puds are hugetlb's, which are not split and not special. */
static __always_inline bool pud_special(pud_t pud)
{
	return false;
}

/* No device has memory whose struct pages may be freed. */
#ifdef __HAVE_ARCH_PTE_DEVMAP
#error gup_kernel: there are entries of devices whose struct pages may go away, and \
	this header takes no reference on their pagemap
#endif
static __always_inline bool pte_devmap(pte_t pte)
{
	return false;
}

static __always_inline bool pmd_devmap(pmd_t pmd)
{
	return false;
}

static __always_inline bool pud_devmap(pud_t pud)
{
	return false;
}

static inline bool gup_of_device(const struct page *page)
{
	return false;
}

static inline bool gup_take_device(struct page *page, int refs)
{
	return false;
}

struct dev_pagemap;

static inline struct dev_pagemap *gup_device_hold(struct page *page, unsigned int flags)
{
	return NULL;
}

static inline void gup_device_drop(struct dev_pagemap *pgmap)
{
}

#include "counted_pages.h"

/* gup_take() for a compound page that is mapped by ptes; out of line. */
static noinline struct page *gup_take_ptes(struct page **pages, unsigned int *nr)
{
	*nr = gup_run(compound_head(pages[0]), pages, *nr, false);
	return gup_take_head(pages[0], pages[*nr - 1], *nr);
}

/**
 * gup_take() - speculatively take references, as far as a head can hold them
 * @call: this call
 * @pages: were mapped, and may be anything now
 * @nr: how many
 * @one_leaf: one leaf maps them all
 * @base: in: with @one_leaf, the first page of that leaf; NULL if they may be of several
 *	  compound pages. Out: the page that holds the references for all of @pages; NULL
 *	  if each holds its own, and none of them is a tail
 * @consecutive: they are known to follow each other
 * @flags: FOLL_*
 * @ask: not used
 *
 * @base remembers the page that holds the references: once a tail is split from its head,
 * nothing leads from the tail to the head. There is only one @base. So tails that ptes map
 * are taken one head at a time, and not together with other pages.
 *
 * Return: how many pages, from the first on, may be passed to gup_keep().
 */
static __always_inline unsigned int gup_take(struct gup_call *call, struct page **pages,
					     unsigned int nr, const bool one_leaf,
					     struct page **base, bool consecutive,
					     unsigned int flags, struct gup_pending *ask)
{
	unsigned int i;

	if (one_leaf) {
		*base = gup_take_leaf(*base, pages, nr);
		return *base ? nr : 0;
	}
	if (unlikely(PageCompound(pages[0]))) {
		/* Pass a copy, so that the caller's can stay in a register. */
		unsigned int run = nr;

		*base = gup_take_ptes(pages, &run);
		return *base ? run : 0;
	}
	for (i = 0; i < nr; i++)
		if (unlikely(PageTail(pages[i]) || !gup_take_refs(pages[i], 1)))
			break;
	return i;
}

/* The @i-th page of a batch. For a huge leaf @pages has only the first. */
static __always_inline struct page *gup_page_of(struct page **pages, unsigned int i, bool huge)
{
	return huge ? nth_page(pages[0], i) : pages[i];
}

/*
 * Take the part of a reference on a tail that the head does not hold.
 *
 * Race: split.
 * CPU B: 1) marks each pmd that maps the huge page as splitting; 2) sends an IPI to the CPUs
 * that may walk there; 3) takes the lock of the compound page; 4) moves the tails'
 * _mapcount to the pages that they become.
 * CPU A, here: 1) takes that lock; 2) checks that the head is still one.
 * Safe because: the head has A's reference, so it is not freed, and cannot become the head
 * of another page. The holder of the lock does not wait for anything.
 *
 * The IPI alone would not be enough. After A's look back another thread of A's process may
 * unmap the page. Then another process that shares the page may split it: it finds no pmd
 * of A's process to mark, and sends A no IPI.
 *
 * Pages of slab or hugetlb are not split, and the flags of a slab page have no lock. As
 * long as the head is held it cannot change from one kind to another.
 *
 * Context: interrupts off, but not in an NMI, which could interrupt the holder of the lock.
 */
static noinline unsigned int gup_keep_tails(struct page *head, struct page **pages,
					    unsigned int nr, bool huge)
{
	const bool splits = !PageSlab(head);
	unsigned int i, kept = 0;

	if (splits)
		compound_lock(head);
	if (likely(PageHead(head))) {
		for (i = 0; i < nr; i++)
			if (gup_page_of(pages, i, huge) != head)
				get_huge_page_tail(gup_page_of(pages, i, huge));
		kept = nr;
	}
	if (splits)
		compound_unlock(head);
	return kept;
}

/**
 * gup_keep() - make pages the caller's for good, and tell reclaim that they were used
 * @base: as gup_take() left it
 * @pages: they were still mapped after that
 * @nr: how many; may be 0
 * @huge: a huge leaf maps them
 *
 * Return: how many pages, from the first on, are the caller's. The others still have only
 * what gup_take() took.
 */
static __always_inline unsigned int gup_keep(struct page *base, struct page **pages,
					     unsigned int nr, bool huge)
{
	unsigned int i;

	if (unlikely(!nr))
		return 0;
	if (base && (nr > 1 || pages[0] != base) &&
	    unlikely(!gup_keep_tails(base, pages, nr, huge)))
		return 0;
	if (huge)
		gup_touch(base);
	else if (GUP_SETS_REFERENCED)
		for (i = 0; i < nr; i++)
			gup_touch(pages[i]);
	return nr;
}

/**
 * gup_put_pages() - put what gup_take() took, and gup_keep() did not keep
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
	if (base)
		gup_put_refs(base, nr);
	else
		while (nr--)
			gup_put_refs(*pages++, 1);
}

#ifndef gup_slow
/**
 * gup_slow() - take the rest with locks and faults
 * @start: address of the first page that is missing
 * @nr_pages: how many pages are missing
 * @flags: FOLL_*
 * @pages: where to store them
 *
 * Return: how many were taken, or a negative error.
 */
static inline int gup_slow(unsigned long start, int nr_pages, unsigned int flags,
			   struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(current, mm, start, nr_pages, flags & FOLL_WRITE, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
#endif

#endif /* _MM_GUP_KERNEL_H */
