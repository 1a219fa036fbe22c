/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tail_references.h - a kernel in which a huge page's tails count references too
 *
 * What the fast gup walker needs of such a kernel. A tree that has these gets it as its
 * own gup_kernel.h; one for trees that differ may include it, once it has said otherwise
 * what is #ifndef here.
 *
 * How references are counted here: a page that is not compound, or is the head, has its
 * own in _count. A tail's _count is zero as long as it is a tail; a reference on it is
 * one on the head and, unless it is of hugetlb or slab, one more in the tail's _mapcount,
 * which a split moves to the page that the tail becomes.
 *
 * Processes that share a table of pmds of hugetlb leave it by huge_pmd_unshare(), which is
 * no freeing of a table. A tree in which that does not wait for walkers (3.x x86, which
 * "make enable ARCH=arm64" mends) lets one go on in a table that has become another
 * process's; so did its own walker.
 *
 * Where the head of a page is asked for that nobody holds, compound_head() must look at
 * PageTail() again behind a barrier, and who makes a tail must write its head first: else
 * the head may be what another owner of the page left in the same word. Both came to 3.14,
 * and to stable trees, with 668f9abbd433 (mm: close PageTail race), and compound_trans_head(),
 * which had looked twice, went. A tree that still has that name has neither; the readers'
 * half alone would not do, so it is refused.
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
 * What the tree's own walker did otherwise, for the report:
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
 * Read once, and whole where a word will do. ACCESS_ONCE() of an entry will not: that an
 * aggregate is volatile some compilers forget (gcc bug 58145).
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
 * May user space access what the entry maps? Where no name of the tree's says so of an
 * entry that is present the port must, by gup_pte_permitted() and its like.
 */
#if defined(pte_valid_user)
/* Entries of all levels are alike. */
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

/* Whether it is user space's own is for the port to ask. */
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
 * Race: split. Other CPU: marks the pmd as splitting, waits for the walkers by an IPI,
 * and only then takes the page apart. We: leave a pmd with the mark to the slow path,
 * which waits until it is split. Here rather than in gup_pmd_permitted(), since a port
 * need not know that there is such a mark.
 */
static __always_inline bool pmd_special(pmd_t pmd)
{
	return pmd_trans_splitting(pmd);
}

/* A huge pud is of hugetlb, which is not split and not special. */
static __always_inline bool pud_special(pud_t pud)
{
	return false;
}

/* No device's memory has struct pages that come and go. */
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

/* As gup_take(), of a compound page that is mapped by ptes; out of line. */
static noinline struct page *gup_take_ptes(struct page **pages, unsigned int *nr)
{
	*nr = gup_run(compound_head(pages[0]), pages, *nr, false);
	return gup_take_head(pages[0], pages[*nr - 1], *nr);
}

/**
 * gup_take() - speculatively take references, as far as a head can hold them
 * @call: this call
 * @pages: nothing is known of them but that they were mapped
 * @nr: how many
 * @one_leaf: one leaf maps them all
 * @base: in: then the first page of that leaf; NULL if they may be of several compound
 *	  pages. Out: the page that holds the references for all of @pages; NULL if each
 *	  holds its own, and none of them is a tail
 * @consecutive: they are known to follow each other
 * @flags: FOLL_*
 * @ask: not used
 *
 * What holds the references must be remembered: once a tail is split from its head
 * nothing leads from the one to the other. There is one place to remember it, so tails
 * that ptes map are taken one head at a time, and not together with other pages.
 *
 * Return: how many pages, from the first on, may be given to gup_keep().
 */
static __always_inline unsigned int gup_take(struct gup_call *call, struct page **pages,
					     unsigned int nr, const bool one_leaf,
					     struct page **base, bool consecutive,
					     unsigned int flags, struct gup_ask *ask)
{
	unsigned int i;

	if (one_leaf) {
		*base = gup_take_leaf(*base, pages, nr);
		return *base ? nr : 0;
	}
	if (unlikely(PageCompound(pages[0]))) {
		/* A copy, for the caller's to stay in a register. */
		unsigned int run = nr;

		*base = gup_take_ptes(pages, &run);
		return *base ? run : 0;
	}
	for (i = 0; i < nr; i++)
		if (unlikely(PageTail(pages[i]) || !gup_take_refs(pages[i], 1)))
			break;
	return i;
}

/* The @i-th page of a batch; of a huge leaf only the first stands in @pages. */
static __always_inline struct page *gup_page_of(struct page **pages, unsigned int i, bool huge)
{
	return huge ? nth_page(pages[0], i) : pages[i];
}

/*
 * Take what a reference on a tail is beside the one on its head.
 *
 * Race: split. Other CPU: marks each pmd that maps the huge page as splitting, sends an
 * IPI to those who may walk there, and then, under the lock of the compound page, moves
 * what the tails' _mapcount holds to the pages that they become. We: take the lock, and
 * look whether the head is still one. Enough because: the head has our reference, so it
 * is not freed, and cannot be the head of another page; and who holds the lock waits for
 * nobody.
 *
 * The IPI alone would not do: another thread of ours may unmap the page after our look
 * back, and then another process that shares it splits it, finds no pmd of ours to be
 * marked, and sends us none.
 *
 * What slab or hugetlb has is not split; and slab's flags are no place for a lock. Which
 * of them it is cannot change as long as the head is held.
 *
 * Context: interrupts off, but not in an NMI, which could come to the holder of the lock.
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
 * gup_keep() - make pages the caller's for good, and tell reclaim
 * @base: as gup_take() left it
 * @pages: they were still mapped after that
 * @nr: how many; may be none
 * @huge: a huge leaf maps them
 *
 * Return: how many pages, from the first on, are the caller's; the others still have
 * what gup_take() took, and no more.
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
 * gup_give() - give back what gup_take() took, and gup_keep() did not keep
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
	if (base)
		gup_drop(base, nr);
	else
		while (nr--)
			gup_drop(*pages++, 1);
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
	struct mm_struct *mm = current->mm;
	int ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(current, mm, start, nr_pages, flags & FOLL_WRITE, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
#endif

#endif /* _MM_GUP_KERNEL_H */
