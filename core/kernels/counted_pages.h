/* SPDX-License-Identifier: GPL-2.0 */
/*
 * counted_pages.h - kernels that count references on pages, and have no FOLL_PIN
 *
 * What tail_references.h and compound_references.h have in common, each of which includes
 * it once it has said what is its own: pmd_special() and pud_special(), whose memory a
 * device's is, pte_devmap() and its like. First come the names that younger trees have, evened
 * out; then what the architecture says; then references on a page that is no tail.
 */
#ifndef _MM_GUP_COUNTED_PAGES_H
#define _MM_GUP_COUNTED_PAGES_H

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

/* An older name for the same; after all of them it is one barrier. */
#ifndef smp_mb__after_atomic
#define smp_mb__after_atomic	smp_mb__after_atomic_inc
#endif

#ifndef lockdep_assert_irqs_disabled
#define lockdep_assert_irqs_disabled()	\
	WARN_ON_ONCE(IS_ENABLED(CONFIG_PROVE_LOCKING) && !irqs_disabled())
#endif

/* Of the copies of a batch; what fills a stack with zeroes came later. */
#define GUP_UNINITIALIZED

/*
 * Names of page tables
 */

/* The symbol's older name. */
#ifdef CONFIG_HAVE_RCU_TABLE_FREE
#define GUP_TABLES_BY_RCU	1
#endif

#if defined(__HAVE_ARCH_PTE_SPECIAL) || defined(CONFIG_ARCH_HAS_PTE_SPECIAL)
#define GUP_HAS_PTE_SPECIAL	1
#else
#define GUP_HAS_PTE_SPECIAL	0
#endif

#ifndef P4D_SHIFT
/* There are four levels, and no p4d: it is the pgd, and is read as such. */
#define p4d_t			pgd_t
#define p4d_val			pgd_val
#define p4d_present		pgd_present
#define P4D_SHIFT		PGDIR_SHIFT
#define __PAGETABLE_P4D_FOLDED	1

static __always_inline p4d_t *p4d_offset(pgd_t *pgdp, unsigned long addr)
{
	return pgdp;
}
#elif defined(__ARCH_HAS_5LEVEL_HACK)
/* The same, but such a p4d says that it is present, whatever the pgd. */
#undef p4d_present
#define p4d_present		pgd_present
#endif

static inline bool pgd_leaf(pgd_t pgd)
{
	return false;
}

static inline bool gup_no_p4d_leaf(p4d_t p4d)
{
	return false;
}

/* A tree that has names for these knows of levels that are one at run time only. */
#ifndef mm_p4d_folded
static inline bool mm_p4d_folded(const struct mm_struct *mm)
{
#ifdef __PAGETABLE_P4D_FOLDED
	return true;
#else
	return false;
#endif
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
#endif

/* From the copy, so not for levels that are one; for those nobody asks. */
static __always_inline p4d_t *p4d_offset_lockless(pgd_t *pgdp, pgd_t pgd, unsigned long addr)
{
	return p4d_offset(mm_p4d_folded(current->mm) ? pgdp : &pgd, addr);
}

static __always_inline pud_t *pud_offset_lockless(p4d_t *p4dp, p4d_t p4d, unsigned long addr)
{
	return pud_offset(mm_pud_folded(current->mm) ? p4dp : &p4d, addr);
}

static __always_inline pmd_t *pmd_offset_lockless(pud_t *pudp, pud_t pud, unsigned long addr)
{
	return pmd_offset(mm_pmd_folded(current->mm) ? pudp : &pud, addr);
}

/* A port whose entries are wider than a word has ops of its own. */
#define ptep_get_lockless(ptep)		READ_ONCE(*(ptep))
#define pmdp_get_lockless(pmdp)		READ_ONCE(*(pmdp))

/*
 * Names of references
 */

#ifndef _LINUX_PAGE_REF_H
#define page_ref_count(page)			atomic_read(&(page)->_count)
#define page_ref_sub(page, nr)			atomic_sub(nr, &(page)->_count)
#define page_ref_add_unless(page, nr, unless)	atomic_add_unless(&(page)->_count, nr, unless)
#endif

/*
 * The port
 */

static __always_inline bool gup_any_pmd_leaf(pmd_t pmd)
{
	return pmd_trans_huge(pmd) || pmd_huge(pmd);
}

#undef pmd_leaf
#define pmd_leaf		gup_any_pmd_leaf
#undef pud_leaf
#define pud_leaf(pud)		pud_huge(pud)

#include <asm/gup_ops.h>

/* A port of an architecture that has such leaves says so, and leaves them to the slow path. */
#ifndef p4d_leaf
#define p4d_leaf		gup_no_p4d_leaf
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
 * gup_untagged() - a user address without what an architecture lets programs add to it
 * @start: as the caller gave it
 *
 * Default: as it is.
 */
#ifndef gup_untagged
static inline unsigned long gup_untagged(unsigned long start)
{
	return start;
}
#endif

/**
 * gup_may_fast_only() - may __get_user_pages_fast() look at this range?
 * @start: page aligned
 * @len: in bytes, of whole pages; more than 0, and the range lies in user space
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
 * @len: in bytes, of whole pages; more than 0, and the range lies in user space
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

/* Of a call's flags the walker knows FOLL_WRITE, and this one, which is no slow path's. */
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
static __always_inline pte_t *gup_pte_map(pmd_t pmd, const void __user *addr)
{
	return pte_offset_map(&pmd, (unsigned long)addr);
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
 * Which page follows which is told by the frames of those that are mapped. Behind the last
 * one of memory nth_page() would look up a section that SPARSEMEM_EXTREME does not have.
 *
 * Return: at least 1.
 */
static inline unsigned int gup_run(struct page *head, struct page **pages, unsigned int max,
				   bool consecutive)
{
	unsigned int run;

	for (run = 1; run < max; run++) {
		if (!consecutive && page_to_pfn(pages[run]) != page_to_pfn(pages[0]) + run)
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
 * Few of these kernels keep a count from running over. Below zero each further reference
 * would bring zero nearer, and with it a page that is freed while it is in use.
 */
static __always_inline bool gup_take_refs(struct page *page, int refs)
{
	if (unlikely(page_ref_count(page) <= 0))
		return false;
	if (unlikely(gup_of_device(page)))
		return gup_take_device(page, refs);
	return page_ref_add_unless(page, refs, 0);
}

/* Give references back as they were taken: on a page that thus is no tail. */
static noinline void gup_drop(struct page *page, int refs)
{
	if (refs > 1)
		page_ref_sub(page, refs - 1);
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

/* Look first: most pages have the bit, and a look needs no locked instruction. */
static __always_inline void gup_touch(struct page *page)
{
	if (GUP_SETS_REFERENCED && !PageReferenced(page))
		SetPageReferenced(page);
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

/**
 * gup_fast_only() - must the call end without the slow path?
 * @flags: FOLL_*
 */
static inline bool gup_fast_only(unsigned int flags)
{
	return flags & FOLL_FAST_ONLY;
}

#endif /* _MM_GUP_COUNTED_PAGES_H */
