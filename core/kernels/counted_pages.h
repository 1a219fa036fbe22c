/* SPDX-License-Identifier: GPL-2.0 */
/*
 * counted_pages.h - kernels that count references on pages, and have no FOLL_PIN
 *
 * tail_references.h and compound_references.h share this, and include it after they defined
 * their own pmd_special() and pud_special(), pte_devmap() and its like, and functions for
 * the pages of a device. This header first defines names that younger trees have; then it
 * includes the port; then it takes references on pages that are not tails.
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
/* The compiler cannot print the message, but it shows the line, which has it. */
#define static_assert(expr, ...)	extern char gup_static_assert[(expr) ? 1 : -1]
#endif

/* The older name. The walker needs one barrier after all its atomics. */
#ifndef smp_mb__after_atomic
#define smp_mb__after_atomic	smp_mb__after_atomic_inc
#endif

#ifndef lockdep_assert_irqs_disabled
#define lockdep_assert_irqs_disabled()	\
	WARN_ON_ONCE(IS_ENABLED(CONFIG_PROVE_LOCKING) && !irqs_disabled())
#endif

/* For the copies of a batch. These kernels do not fill the stack with zeroes. */
#define GUP_UNINITIALIZED

/*
 * Names of page tables
 */

/* The older name of the symbol. */
#ifdef CONFIG_HAVE_RCU_TABLE_FREE
#define GUP_TABLES_BY_RCU	1
#endif

#if defined(__HAVE_ARCH_PTE_SPECIAL) || defined(CONFIG_ARCH_HAS_PTE_SPECIAL)
#define GUP_HAS_PTE_SPECIAL	1
#else
#define GUP_HAS_PTE_SPECIAL	0
#endif

#ifndef P4D_SHIFT
/* There are four levels, and no p4d: the p4d is the pgd, and is read as one. */
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
/* The same, but p4d_present() of such a p4d is true for any pgd. */
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

/* Trees that have these names may fold levels at run time. */
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

/* From the copy, except on folded levels, for which the walker does not call these. */
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

/* A port whose entries are wider than a word has its own ops. */
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

/* If an architecture has such leaves its port defines this: they go to the slow path. */
#ifndef p4d_leaf
#define p4d_leaf		gup_no_p4d_leaf
#endif

/**
 * GUP_SETS_REFERENCED - does taking a page tell reclaim that it was used?
 *
 * 1 if the architecture's own walker did so. It marks the page that a pte maps, or the
 * head for a huge leaf. Default: 0.
 */
#ifndef GUP_SETS_REFERENCED
#define GUP_SETS_REFERENCED	0
#endif

/**
 * gup_untagged() - a user address without the bits that programs may add to it
 * @start: as the caller passed it
 *
 * Default: unchanged.
 */
#ifndef gup_untagged
static inline unsigned long gup_untagged(unsigned long start)
{
	return start;
}
#endif

/**
 * gup_may_fast_only() - may __get_user_pages_fast() walk this range?
 * @start: page aligned
 * @len: in bytes, of whole pages; more than 0, and the range is within user space
 * @write: for writing?
 *
 * Return: false to make the call return 0.
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
 * @len: in bytes, of whole pages; more than 0, and the range is within user space
 * @write: for writing?
 *
 * Return: false to leave all of it to the slow path.
 * Default: true.
 */
#ifndef gup_may_fast
static inline bool gup_may_fast(unsigned long start, unsigned long len, bool write)
{
	return true;
}
#endif

/* The walker knows two flags: FOLL_WRITE, and FOLL_FAST_ONLY, which no slow path gets. */
#define FOLL_PIN		0
#define FOLL_FAST_ONLY		0x80000000u
static_assert(!(FOLL_FAST_ONLY & FOLL_WRITE),
	      "gup_kernel: FOLL_FAST_ONLY is FOLL_WRITE, so that each write would be fast only");

/* The type that counts references: a page that is not a tail. */
#define gup_block		page

/* These kernels keep nothing for a call. */
struct gup_call {
};

/**
 * enum gup_verdict - the policy's decision on a page that has a reference
 * @GUP_REFUSE: leave it to the slow path
 * @GUP_ALLOW: keep it
 * @GUP_LOOK_AGAIN: keep it if it is still mapped after this decision
 */
enum gup_verdict { GUP_REFUSE, GUP_ALLOW, GUP_LOOK_AGAIN };

int gup_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags,
		   struct page **pages);

/**
 * gup_enter() - the start and the end of a call's range
 * @start: in: as the caller passed it; out: at the start of its page
 * @nr_pages: not negative
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

/* Fork does not check for pins: it may share pages that have references it cannot explain. */
static inline bool gup_fork_begin(struct gup_call *call, unsigned int flags)
{
	return true;
}

static inline bool gup_fork_raced(const struct gup_call *call, unsigned int flags)
{
	return false;
}

static inline void gup_flush_counters(struct gup_call *call)
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
 * gup_pte_unmap() - undo gup_pte_map()
 * @pte: its return value
 */
static __always_inline void gup_pte_unmap(pte_t *pte)
{
	pte_unmap(pte);
}

/**
 * gup_block_of() - the page that counts a page's references
 * @page: the page; without a reference the answer is a guess
 */
static __always_inline struct page *gup_block_of(struct page *page)
{
	return compound_head(page);
}

/**
 * gup_run() - how many pages, from the first on, are tails of one head, in order
 * @head: the first page's; without a reference the answer is a guess
 * @pages: the first of them, which may be the head itself
 * @max: how many there are at most
 * @consecutive: they are known to follow each other
 *
 * All pages are mapped, so their frame numbers show whether one follows the other.
 * nth_page() could look up a section behind the last one of memory, which SPARSEMEM_EXTREME
 * does not have.
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

/* No page of a batch needs a further check. */
struct gup_pending {
	bool each;
};

static __always_inline bool gup_must_check(const struct gup_pending *ask, bool all,
					   unsigned int flags)
{
	return false;
}

/*
 * Take references on a page that seems not to be a tail.
 *
 * Race: reuse.
 * CPU B: 1) frees the page, so that its count is zero; 2) may get it again as a tail, whose
 * count is zero, too. CPU A, here, takes no reference on a page whose count is zero.
 * Safe because: a page that has a reference is not freed, and so does not become a tail. It
 * may still become a head.
 *
 * Few of these kernels prevent an overflow of the count. Below zero, each further reference
 * would bring zero nearer, and a page whose count becomes zero is freed while it is in use.
 */
static __always_inline bool gup_take_refs(struct page *page, int refs)
{
	if (unlikely(page_ref_count(page) <= 0))
		return false;
	if (unlikely(gup_of_device(page)))
		return gup_take_device(page, refs);
	return page_ref_add_unless(page, refs, 0);
}

/* Put references as they were taken: on a page that has some, and so is not a tail. */
static noinline void gup_put_refs(struct page *page, int refs)
{
	if (refs > 1)
		page_ref_sub(page, refs - 1);
	put_page(page);
}

/*
 * Take @refs references, all of them on the head, for pages from @first to @last of one
 * compound page, or for a single page. gup_keep() takes those on the tails.
 *
 * Race: split, reuse.
 * CPU B splits the huge page, or frees it and its pages become part of another one, after
 * CPU A looked up the head, and before A takes the references. CPU A, here, looks up the
 * head again.
 * Safe because: if A finds the same head with the references held, they are on the right
 * page. From then on only a split can separate them, and gup_keep() checks for that.
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
	gup_put_refs(head, refs);
	return NULL;
}

/*
 * gup_take() for a leaf that maps one compound page, or one page. If the leaf is unchanged
 * after the references were taken, all pages that it maps belonged to one compound page
 * while that had the references. Return: the head, or NULL.
 */
static __always_inline struct page *gup_take_leaf(struct page *base, struct page **pages,
						  unsigned int nr)
{
	struct page *head = gup_take_head(base, base, nr);

	if (unlikely(!head))
		return NULL;
	/* The page was split; or a driver mapped single pages by a huge leaf. */
	if (unlikely(!PageHead(head) && (nr > 1 || pages[0] != base))) {
		gup_put_refs(head, nr);
		return NULL;
	}
	return head;
}

/* Test the bit first: most pages have it, and a test needs no locked instruction. */
static __always_inline void gup_touch(struct page *page)
{
	if (GUP_SETS_REFERENCED && !PageReferenced(page))
		SetPageReferenced(page);
}

static inline void gup_taken(struct page **pages, unsigned int nr, unsigned int flags)
{
}

/* A page that is mapped may be taken without further checks. */
static inline enum gup_verdict gup_policy(struct page *page, unsigned int flags)
{
	return GUP_ALLOW;
}

static __always_inline bool gup_accessible(struct page *page, unsigned int flags)
{
	return true;
}

static __always_inline bool gup_unshares(unsigned int flags)
{
	return false;
}

static inline bool gup_needs_unshare(struct page *page, bool huge, unsigned int flags)
{
	return false;
}

/**
 * gup_fast_only() - must the call return without the slow path?
 * @flags: FOLL_*
 */
static inline bool gup_fast_only(unsigned int flags)
{
	return flags & FOLL_FAST_ONLY;
}

#endif /* _MM_GUP_COUNTED_PAGES_H */
