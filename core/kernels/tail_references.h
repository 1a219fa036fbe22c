/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tail_references.h - a kernel in which a huge page's tails count references too
 *
 * What the fast gup walker needs of such a kernel. A tree that has these gets it as its
 * own gup_kernel.h; one for trees that differ may include it, once it has said otherwise
 * what is #ifndef here. First come the names that younger trees have, evened out; then what
 * the architecture says; then references, policy, and the slow path.
 *
 * How references are counted here: a page that is not compound, or is the head, has its
 * own in _count. A tail's _count is zero as long as it is a tail; a reference on it is
 * one on the head and, unless it is of hugetlb or slab, one more in the tail's _mapcount,
 * which a split moves to the page that the tail becomes.
 *
 * gup-kernel-needs: include/linux/mm.h get_huge_page_tail
 * gup-kernel-needs: include/linux/mm.h compound_lock
 * gup-kernel-needs: include/linux/mm_types.h _count
 * gup-kernel-needs: include/linux/mm_types.h mmap_sem
 * gup-kernel-needs: include/linux/mm.h FOLL_WRITE
 * gup-kernel-needs: include/asm-generic/pgtable.h pte_numa
 * gup-kernel-needs: include/asm-generic/pgtable.h pmd_trans_splitting
 *
 * What the tree's own walker did otherwise, for the report:
 *
 * gup-kernel-otherwise: a page is never taken whose count is zero or has run over; of a
 * gup-kernel-otherwise: large page that ptes map, and of what lies beside it, one call
 * gup-kernel-otherwise: takes some, and leaves the rest to the slow path;
 */
#ifndef _MM_GUP_KERNEL_H
#define _MM_GUP_KERNEL_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/highmem.h>
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/prefetch.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <asm/atomic.h>
#include <asm/pgtable.h>

/*
 * Names of the language
 */

#ifndef static_assert
/* The compiler shows the line, and on it the words, which it does not know to print. */
#define static_assert(expr, ...)	extern char gup_static_assert[(expr) ? 1 : -1]
#endif

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

/* An older name for the same; after all of them it is one barrier. */
#ifndef smp_mb__after_atomic
#define smp_mb__after_atomic	smp_mb__after_atomic_inc
#endif

#ifndef lockdep_assert_irqs_disabled
#define lockdep_assert_irqs_disabled()	\
	WARN_ON_ONCE(config_enabled(CONFIG_PROVE_LOCKING) && !irqs_disabled())
#endif

/* Of the copies of a batch; what fills a stack with zeroes came later. */
#define GUP_UNINITIALIZED

/*
 * Names of page tables
 */

#if defined(CONFIG_HAVE_RCU_TABLE_FREE) && !defined(CONFIG_MMU_GATHER_RCU_TABLE_FREE)
#define CONFIG_MMU_GATHER_RCU_TABLE_FREE	1
#endif

#ifdef __HAVE_ARCH_PTE_SPECIAL
#define GUP_HAS_PTE_SPECIAL	1
#else
#define GUP_HAS_PTE_SPECIAL	0
#endif

/* There are four levels, and no p4d: it is the pgd, and is read as such. */
#define p4d_t			pgd_t
#define p4d_val			pgd_val
#define p4d_present		pgd_present
#define P4D_SHIFT		PGDIR_SHIFT

static __always_inline p4d_t *p4d_offset(pgd_t *pgdp, unsigned long addr)
{
	return pgdp;
}

static inline bool pgd_leaf(pgd_t pgd)
{
	return false;
}

static inline bool mm_p4d_folded(const struct mm_struct *mm)
{
	return true;
}

static inline bool mm_pud_folded(const struct mm_struct *mm)
{
#ifdef __PAGETABLE_PUD_FOLDED
	return true;
#else
	return false;
#endif
}

static inline bool mm_pmd_folded(const struct mm_struct *mm)
{
#ifdef __PAGETABLE_PMD_FOLDED
	return true;
#else
	return false;
#endif
}

/* From the copy, so not for levels that are one; for those nobody asks. */
static __always_inline p4d_t *p4d_offset_lockless(pgd_t *pgdp, pgd_t pgd, unsigned long addr)
{
	return p4d_offset(pgdp, addr);
}

static __always_inline pud_t *pud_offset_lockless(p4d_t *p4dp, p4d_t p4d, unsigned long addr)
{
	return pud_offset(mm_pud_folded(NULL) ? p4dp : &p4d, addr);
}

static __always_inline pmd_t *pmd_offset_lockless(pud_t *pudp, pud_t pud, unsigned long addr)
{
	return pmd_offset(mm_pmd_folded(NULL) ? pudp : &pud, addr);
}

/* A port whose entries are wider than a word has ops of its own. */
#define ptep_get_lockless(ptep)		READ_ONCE(*(ptep))
#define pmdp_get_lockless(pmdp)		READ_ONCE(*(pmdp))

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

static __always_inline bool gup_any_pmd_leaf(pmd_t pmd)
{
	return pmd_trans_huge(pmd) || pmd_huge(pmd);
}

#undef pmd_leaf
#define pmd_leaf		gup_any_pmd_leaf
#undef pud_leaf
#define pud_leaf(pud)		pud_huge(pud)

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

#include <asm/gup_ops.h>

/* A port of an architecture that has such leaves says so, and leaves them to the slow path. */
#ifndef p4d_leaf
#define p4d_leaf		pgd_leaf
#endif

/**
 * GUP_SETS_REFERENCED - does taking a page tell reclaim that it was used?
 *
 * 1 where the architecture's own walker did so. It is told of the page that a pte maps,
 * and of the head for a huge leaf. Default: 0.
 */
#ifndef GUP_SETS_REFERENCED
#define GUP_SETS_REFERENCED	0
#endif

/**
 * gup_may_fast_only() - may __get_user_pages_fast() look at this range?
 * @start: page aligned
 * @len: in bytes, of whole pages; more than 0, and the range does not wrap
 * @write: for writing?
 *
 * Return: false for the call to return 0.
 * Default: access_ok().
 */
#ifndef gup_may_fast_only
static inline bool gup_may_fast_only(unsigned long start, unsigned long len, bool write)
{
#ifdef VERIFY_WRITE
	return access_ok(write ? VERIFY_WRITE : VERIFY_READ, (void __user *)start, len);
#else
	return access_ok((void __user *)start, len);
#endif
}
#endif

/**
 * gup_may_fast() - may get_user_pages_fast() walk this range?
 * @start: page aligned
 * @len: in bytes, of whole pages; more than 0, and the range does not wrap
 * @write: for writing?
 *
 * Return: false for all of it to go the slow way.
 * Default: true.
 */
#ifndef gup_may_fast
static inline bool gup_may_fast(unsigned long start, unsigned long len, bool write)
{
	return true;
}
#endif

/*
 * The flags of a call stay between the public functions and the walker; the slow path is
 * told @write and no flag.
 */
#define FOLL_PIN		0
#define FOLL_FAST_ONLY		0x80000000u
static_assert(!(FOLL_FAST_ONLY & FOLL_WRITE),
	      "gup_kernel: FOLL_FAST_ONLY is FOLL_WRITE, so that each write would be fast only");

/* What references are counted on: a page that is no tail. */
#define gup_block		page

/* A call keeps nothing. */
struct gup_call {
};

/**
 * enum gup_verdict - what policy says of a page that has a reference
 * @GUP_REFUSE: leave it to the slow path
 * @GUP_ADMIT: keep it
 * @GUP_LOOK_AGAIN: keep it if it is still mapped after this was said
 */
enum gup_verdict { GUP_REFUSE, GUP_ADMIT, GUP_LOOK_AGAIN };

int gup_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags,
		   struct page **pages);

/**
 * gup_enter() - where a call begins and ends
 * @start: in: as the caller gave it; out: at the start of its page
 * @nr_pages: more than none
 * @flags: FOLL_*
 * @end: out: the first address after the range, which the public functions checked
 *
 * Return: how many pages to take.
 */
static inline int gup_enter(unsigned long *start, int nr_pages, unsigned int flags,
			    unsigned long *end)
{
	*start &= PAGE_MASK;
	*end = *start + ((unsigned long)nr_pages << PAGE_SHIFT);
	return nr_pages;
}

/* Fork asks nobody: a page that it shares may have references that it does not know. */
static inline bool gup_fork_begin(struct gup_call *call, unsigned int flags)
{
	return true;
}

static inline bool gup_fork_raced(const struct gup_call *call, unsigned int flags)
{
	return false;
}

static inline void gup_settle(struct gup_call *call)
{
}

/**
 * gup_pte_map() - the real address of a pte
 * @pmd: copy of the pmd that points at its table
 * @addr: the address
 *
 * Return: the pte, never NULL.
 */
static __always_inline pte_t *gup_pte_map(pmd_t pmd, unsigned long addr)
{
	return pte_offset_map(&pmd, addr);
}

/**
 * gup_pte_unmap() - the end of gup_pte_map()
 * @pte: what it returned
 */
static __always_inline void gup_pte_unmap(pte_t *pte)
{
	pte_unmap(pte);
}

/**
 * gup_block_of() - what a page's references are counted on
 * @page: the page; the answer is a guess while no reference is held
 */
static __always_inline struct page *gup_block_of(struct page *page)
{
	return compound_head(page);
}

/**
 * gup_run() - how many pages from the first on are tails of one head, in order
 * @head: the first page's; the answer is a guess while no reference is held
 * @pages: the first of them; the head itself will do as well
 * @max: how many there are at most
 * @consecutive: they are known to follow each other
 *
 * Return: at least 1.
 */
static inline unsigned int gup_run(struct page *head, struct page **pages, unsigned int max,
				   bool consecutive)
{
	unsigned int run;

	for (run = 1; run < max; run++) {
		if (!consecutive && pages[run] != nth_page(pages[0], run))
			break;
		if (!PageTail(pages[run]) || compound_head(pages[run]) != head)
			break;
	}
	return run;
}

/* What is left to be asked about the pages of a batch: nothing. */
struct gup_ask {
	bool each;
};

static __always_inline bool gup_asks(const struct gup_ask *ask, bool all, unsigned int flags)
{
	return false;
}

/*
 * Take references on a page that is no tail, as far as one can tell.
 *
 * Race: reuse. Other CPU: frees the page, so that its count is zero, and may have it
 * back as a tail, whose count is zero too. We: take none of a page whose count is zero.
 * Enough because: a page that has a reference is not freed, and so does not become a
 * tail; it may still become a head.
 *
 * No limit keeps a count from running over. Below zero each further reference would
 * bring zero nearer, and with it a page that is freed while it is in use.
 */
static __always_inline bool gup_take_refs(struct page *page, int refs)
{
	if (unlikely(atomic_read(&page->_count) <= 0))
		return false;
	return atomic_add_unless(&page->_count, refs, 0);
}

/* Give references back as they were taken: on a page that thus is no tail. */
static noinline void gup_drop(struct page *page, int refs)
{
	if (refs > 1)
		atomic_sub(refs - 1, &page->_count);
	put_page(page);
}

/*
 * Take @refs references for pages from @first to @last of one compound page, or for a
 * page that stands alone, all of them on the head; the tails follow in gup_keep().
 *
 * Race: split, reuse. Other CPU: splits the huge page, or frees it and has it back as
 * part of another one, between our look for the head and our reference. Caught by looking
 * for the head again: if it is the same with the reference held, that is where it
 * belongs. From then on only a split can part them, which gup_keep() tells.
 *
 * Return: the head, or NULL.
 */
static __always_inline struct page *gup_take_head(struct page *first, struct page *last,
						  unsigned int refs)
{
	struct page *head = compound_head(first);

	if (unlikely(!gup_take_refs(head, refs)))
		return NULL;
	if (likely(compound_head(first) == head && compound_head(last) == head))
		return head;
	gup_drop(head, refs);
	return NULL;
}

/*
 * As gup_take(), of a leaf that maps one compound page, or one page. If the leaf is the
 * same after the references, then all that it maps belonged to one compound page while
 * that had them. Return: the head, or NULL.
 */
static __always_inline struct page *gup_take_leaf(struct page *base, struct page **pages,
						  unsigned int nr)
{
	struct page *head = gup_take_head(base, base, nr);

	if (unlikely(!head))
		return NULL;
	/* Split just now; or a driver's memory, of which the leaf says more than is true. */
	if (unlikely(!PageHead(head) && (nr > 1 || pages[0] != base))) {
		gup_drop(head, nr);
		return NULL;
	}
	return head;
}

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
					    unsigned int nr)
{
	const bool splits = !PageSlab(head);
	unsigned int i, kept = 0;

	if (splits)
		compound_lock(head);
	if (likely(PageHead(head))) {
		for (i = 0; i < nr; i++)
			if (pages[i] != head)
				get_huge_page_tail(pages[i]);
		kept = nr;
	}
	if (splits)
		compound_unlock(head);
	return kept;
}

/* Look first: most pages have the bit, and a look needs no locked instruction. */
static __always_inline void gup_touch(struct page *page)
{
	if (GUP_SETS_REFERENCED && !PageReferenced(page))
		SetPageReferenced(page);
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
	if (base && (nr > 1 || pages[0] != base) && unlikely(!gup_keep_tails(base, pages, nr)))
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
 */
static noinline void __maybe_unused gup_give(struct page **pages, unsigned int nr,
					     struct page *base, unsigned int flags)
{
	if (base)
		gup_drop(base, nr);
	else
		while (nr--)
			gup_drop(*pages++, 1);
}

static inline void gup_taken(struct page **pages, unsigned int nr, unsigned int flags)
{
}

/* What is mapped may be taken, and needs nothing else. */
static inline enum gup_verdict gup_policy(struct page *page, unsigned int flags)
{
	return GUP_ADMIT;
}

static __always_inline bool gup_accessible(struct page *page, unsigned int flags)
{
	return true;
}

static __always_inline bool gup_unshares(unsigned int flags)
{
	return false;
}

static inline bool gup_must_part(struct page *page, bool huge, unsigned int flags)
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
	struct mm_struct *mm = current->mm;
	int ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(current, mm, start, nr_pages, flags & FOLL_WRITE, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
#endif

#endif /* _MM_GUP_KERNEL_H */
