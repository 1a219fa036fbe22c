/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h - the contract between an architecture and the fast gup walker
 *
 * The walker (gup_fast.c) does this for a range of the current process:
 *
 *  1) it turns interrupts off;
 *  2) it goes down the page tables, reads each entry once, atomically, and
 *     makes every decision on that copy;
 *  3) for a run of leaf entries, it judges them, takes references
 *     (speculatively: the pages may have been freed and reused), does one full
 *     barrier, and looks back: it reads each entry again, and the entry above.
 *     If they are unchanged, the page was mapped here, with these permissions,
 *     while we held a reference on it;
 *  4) it runs the kernel's policy checks on pages that are not already known to
 *     pass (most anonymous pages are), records the pages, turns interrupts on
 *     after %GUP_PIECE pages at the latest, and starts again from the top.
 *
 * The walker relies on this: interrupts off on this CPU hold back each CPU that
 * wants to free a page table, or to split or collapse a huge page ("Table free"
 * below). rcu_read_lock() would not do: it does not hold back the IPI of a split.
 *
 * A port describes, in four groups of ops, each beside its default below:
 *
 *  Special bit     which entries have no struct page that may be taken
 *  Atomic read     how to read an entry without tearing
 *  Layout          where an entry may be a leaf and which page it maps, who may
 *                  use it, how to step down, and which bits of an entry may
 *                  change without changing what it means
 *  Table free      what freeing a table, a split and a collapse wait for
 *
 * To plug in, put a gup_ops.h into the folder of the port. It has a line
 * "#define gup_x gup_x" before each op of its own, and includes this file as
 * its last line. An op that it leaves out gets the default. Defaults wrap the
 * tree's accessors; gup_kernel.h, which is included first, defines those that
 * the tree lacks. Table free has no default. So the smallest port, for an
 * architecture whose every TLB shootdown is an IPI, is:
 *
 *	#define GUP_TABLE_FREE GUP_FREE_IPI
 *	#include <asm-generic/gup_ops.h>
 *
 * A port must pass "make sparse ARCH=" and "make boot ARCH=".
 *
 * In all ops @addr is an untagged user address, @write means that the caller
 * will write, an entry is passed as the copy that was read, and interrupts are
 * off. No op may sleep, take a lock, or read the table again. An address has a
 * pointer type, so that the compiler can tell it from a pfn and from an entry's
 * value, and sparse can tell it from a kernel pointer.
 */
#ifndef _ASM_GENERIC_GUP_OPS_H
#define _ASM_GENERIC_GUP_OPS_H

#include <linux/mm.h>
#include <linux/prefetch.h>

/*
 * Table free
 */

/* The CPU that frees tables, splits or collapses sends IPIs, and waits for them. */
#define GUP_FREE_IPI	1
/* Tables are freed by RCU; splits and collapses broadcast an IPI of their own. */
#define GUP_FREE_RCU	2

/**
 * GUP_TABLES_BY_RCU - does this configuration free tables by RCU?
 *
 * Default: CONFIG_MMU_GATHER_RCU_TABLE_FREE. A kernel's header or a port defines it if the
 * tree has no such symbol.
 */
#ifndef GUP_TABLES_BY_RCU
#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
#define GUP_TABLES_BY_RCU	1
#else
#define GUP_TABLES_BY_RCU	0
#endif
#endif

/**
 * DOC: GUP_TABLE_FREE - how "interrupts off" keeps page tables from being freed
 *
 * Required. %GUP_FREE_IPI if each TLB invalidation of user memory is an IPI that
 * waits for its receivers, on bare metal and as a guest. %GUP_FREE_RCU if hardware
 * or a hypervisor invalidates TLBs: then tables must be freed by
 * tlb_remove_table() at every level, and a split or collapse must call
 * tlb_remove_table_sync_one(), serialize_against_pte_lookup() or the like.
 *
 * Race: table free.
 * CPU B: free_pgtables() of another thread unhooks a table that CPU A, the walker,
 * may be reading. Safe because: until A turns interrupts on, A does not receive the
 * IPI that B waits for, or the RCU-sched grace period does not end.
 *
 * On !SMP there is no other CPU, and either value is correct.
 */
#ifndef GUP_TABLE_FREE
#error gup_ops: GUP_TABLE_FREE missing: without it page tables may be freed \
	under the walker; see "Table free" in gup_ops.h
#elif GUP_TABLE_FREE != GUP_FREE_IPI && GUP_TABLE_FREE != GUP_FREE_RCU
#error gup_ops: GUP_TABLE_FREE is neither GUP_FREE_IPI nor GUP_FREE_RCU; \
	see "Table free" in gup_ops.h
#elif defined(CONFIG_SMP) && GUP_TABLE_FREE == GUP_FREE_RCU && \
	!GUP_TABLES_BY_RCU
#error gup_ops: GUP_TABLE_FREE says RCU, but this configuration frees tables \
	at once, without MMU_GATHER_RCU_TABLE_FREE; see "Table free" in gup_ops.h
#elif defined(CONFIG_SMP) && GUP_TABLE_FREE == GUP_FREE_IPI && \
	GUP_TABLES_BY_RCU
#error gup_ops: GUP_TABLE_FREE says IPI, but MMU_GATHER_RCU_TABLE_FREE says \
	that some flush is none; see "Table free" in gup_ops.h
#endif

/*
 * Special bit
 */

/**
 * GUP_HAS_PTE_SPECIAL - has a pte a bit for "no struct page here"?
 *
 * Default: CONFIG_ARCH_HAS_PTE_SPECIAL. If it is 0 the walker refuses every pte,
 * and takes only huge entries, which are never special there. That is enough for
 * a futex in the tail of a huge page.
 */
#ifndef GUP_HAS_PTE_SPECIAL
#define GUP_HAS_PTE_SPECIAL	IS_ENABLED(CONFIG_ARCH_HAS_PTE_SPECIAL)
#endif

/**
 * gup_pte_special() - does this pte map no page that may be taken?
 * @pte: a present pte
 *
 * Return: true to leave it to the slow path.
 * Default: the tree's pte_special().
 */
#ifndef gup_pte_special
static __always_inline bool gup_pte_special(pte_t pte)
{
	return pte_special(pte);
}
#endif

/**
 * gup_pmd_special() - as gup_pte_special(), for a huge pmd
 * @pmd: a present leaf
 *
 * Default: the tree's pmd_special(). Trees before 6.12 have no special huge entries.
 */
#ifndef gup_pmd_special
static __always_inline bool gup_pmd_special(pmd_t pmd)
{
	return pmd_special(pmd);
}
#endif

/**
 * gup_pud_special() - as gup_pte_special(), for a huge pud
 * @pud: a present leaf
 */
#ifndef gup_pud_special
static __always_inline bool gup_pud_special(pud_t pud)
{
	return pud_special(pud);
}
#endif

/*
 * Atomic read
 */

/**
 * gup_pte_get() - read a pte without tearing
 * @ptep: its real address in the table
 *
 * Return: the pte as it was in the table at one moment, or, for a split read, a
 * value that is not present. This is the raw entry: do not gather bits that the
 * hardware keeps in neighbours (contiguous blocks).
 * Concurrency: any CPU, and the MMU, may change the entry at any time. The look
 * back notices that; it reads by this op, too.
 * Default: the tree's ptep_get_lockless(): one load, or the low, high, low again
 * protocol with CONFIG_GUP_GET_PXX_LOW_HIGH. gup_split.h has that protocol for
 * all levels.
 */
#ifndef gup_pte_get
static __always_inline pte_t gup_pte_get(pte_t *ptep)
{
	return ptep_get_lockless(ptep);
}
#endif

/**
 * gup_pmd_get() - as gup_pte_get(), for a pmd
 * @pmdp: its real address in the table
 */
#ifndef gup_pmd_get
static __always_inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	return pmdp_get_lockless(pmdp);
}
#endif

/**
 * gup_pud_get() - as gup_pte_get(), for a pud
 * @pudp: its real address in the table
 */
#ifndef gup_pud_get
static __always_inline pud_t gup_pud_get(pud_t *pudp)
{
	return READ_ONCE(*pudp);
}
#endif

/**
 * gup_p4d_get() - as gup_pte_get(), for a p4d
 * @p4dp: its real address in the table
 */
#ifndef gup_p4d_get
static __always_inline p4d_t gup_p4d_get(p4d_t *p4dp)
{
	return READ_ONCE(*p4dp);
}
#endif

/**
 * gup_pgd_get() - as gup_pte_get(), for a pgd
 * @pgdp: its real address in the table
 */
#ifndef gup_pgd_get
static __always_inline pgd_t gup_pgd_get(pgd_t *pgdp)
{
	return READ_ONCE(*pgdp);
}
#endif

/**
 * GUP_WIDE_READ - can the ops read an entry whole that is wider than a word?
 *
 * Default: only with the split read of CONFIG_GUP_GET_PXX_LOW_HIGH. A port whose CPU
 * loads two words at once defines this as 1, and the ops that do so.
 */
#ifndef GUP_WIDE_READ
#define GUP_WIDE_READ	IS_ENABLED(CONFIG_GUP_GET_PXX_LOW_HIGH)
#endif
static_assert(GUP_WIDE_READ || (sizeof(pte_t) <= sizeof(long) && sizeof(pmd_t) <= sizeof(long)),
	      "gup_ops: an entry is wider than a word and would be read torn; see \"Atomic read\" in gup_ops.h");

/*
 * Layout
 */

/**
 * gup_pmd_leaf() - does this pmd map memory itself?
 * @pmd: as read; if it is not present, either answer will do
 *
 * Default: the tree's pmd_leaf(). A present pmd that is not a leaf must point at ptes.
 */
#ifndef gup_pmd_leaf
static __always_inline bool gup_pmd_leaf(pmd_t pmd)
{
	return pmd_leaf(pmd);
}
#endif

/**
 * gup_pud_leaf() - does this pud map memory itself?
 * @pud: as read; if it is not present, either answer will do
 *
 * The walker takes no leaf above the pud, and leaves such an entry to the slow path.
 * Since 6.12 no tree has one for user memory.
 */
#ifndef gup_pud_leaf
static __always_inline bool gup_pud_leaf(pud_t pud)
{
	return pud_leaf(pud);
}
#endif

/**
 * gup_pmd_table() - does this pmd point at a table of ptes?
 * @pmd: as read, not a leaf
 *
 * Return: false for a hole, which may be 0 or the address of an empty table, for an
 * entry that is not present, and for a bad one. At the levels above, a present entry
 * that is not a leaf is a table.
 */
#ifndef gup_pmd_table
static __always_inline bool gup_pmd_table(pmd_t pmd)
{
	return pmd_present(pmd) && !pmd_bad(pmd);
}
#endif

#if defined(gup_hugepd_shift) != defined(gup_hugepd_offset)
#error gup_ops: of gup_hugepd_shift() and gup_hugepd_offset() one is missing: \
	a table of huge ptes has a size and a place; see "Layout" in gup_ops.h
#endif

/**
 * gup_hugepd_shift() - does an entry point at a table of huge ptes?
 * @val: the value of a pmd, pud or p4d, as read; not a leaf, otherwise anything
 *
 * For kernels with CONFIG_ARCH_HAS_HUGEPD. A huge pte may map less than the entry
 * spans, or more: then several entries point at one pte.
 *
 * Return: log2 of the bytes that each huge pte maps; 0 if there is no such table.
 */
#ifndef gup_hugepd_shift
static __always_inline unsigned int gup_hugepd_shift(unsigned long val)
{
	return 0;
}
#endif

/**
 * gup_hugepd_offset() - step to a huge pte
 * @val: a value for which gup_hugepd_shift() did not return 0
 * @addr: the address
 * @shift: log2 of the bytes that the entry with @val spans
 *
 * Return: the real address of the huge pte. It must map @addr, or be not present.
 */
#ifndef gup_hugepd_offset
static __always_inline pte_t *gup_hugepd_offset(unsigned long val, const void __user *addr,
						unsigned int shift)
{
	return NULL;
}
#endif

/**
 * gup_pte_page() - the page at an address that a pte maps
 * @pte: a present pte, not special
 * @addr: the address
 *
 * The address matters where all ptes of a block have the same value.
 * Return: the page. The walker has no reference on it yet.
 */
#ifndef gup_pte_page
static __always_inline struct page *gup_pte_page(pte_t pte, const void __user *addr)
{
	return pte_page(pte);
}
#endif

/**
 * gup_pmd_page() - the first page that a huge pmd maps
 * @pmd: a present leaf, not special
 */
#ifndef gup_pmd_page
static __always_inline struct page *gup_pmd_page(pmd_t pmd)
{
	return pmd_page(pmd);
}
#endif

/**
 * gup_pud_page() - the first page that a huge pud maps
 * @pud: a present leaf, not special
 */
#ifndef gup_pud_page
static __always_inline struct page *gup_pud_page(pud_t pud)
{
	return pud_page(pud);
}
#endif

/**
 * gup_pte_permitted() - may user space make this access to this page now?
 * @pte: as read; may be anything, even a swap entry
 * @write: for writing?
 *
 * A transient entry may be permitted only if its writer stores the next entry before
 * it checks for references: then the look back finds the next entry.
 *
 * Return: false for an entry that is not present, or only for the kernel, or PROT_NONE,
 * or a NUMA hint, or in the middle of a split, or denied by a protection key. True for
 * writing also means that the page is exclusive, as far as the entry shows that.
 * Default: the tree's accessors. Without NUMA balancing pte_protnone() is a constant:
 * a tree whose pte_present() is true for PROT_NONE needs an op.
 */
#ifndef gup_pte_permitted
static __always_inline bool gup_pte_permitted(pte_t pte, bool write)
{
	return !pte_protnone(pte) && pte_access_permitted(pte, write);
}
#endif

/**
 * gup_pmd_permitted() - as gup_pte_permitted(), for a huge pmd
 * @pmd: as read
 * @write: for writing?
 *
 * Must be false after pmd_mkinvalid(), and after the architecture's own pmdp_invalidate(),
 * which a split uses, although pmd_present() is often true then.
 */
#ifndef gup_pmd_permitted
static __always_inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return !pmd_protnone(pmd) && pmd_access_permitted(pmd, write);
}
#endif

/**
 * gup_pud_permitted() - as gup_pte_permitted(), for a huge pud
 * @pud: as read
 * @write: for writing?
 */
#ifndef gup_pud_permitted
static __always_inline bool gup_pud_permitted(pud_t pud, bool write)
{
	return pud_access_permitted(pud, write);
}
#endif

/**
 * gup_pte_same_prot() - is a second pte permitted because the first one was?
 * @a: a pte that gup_pte_permitted() permitted, not special and not of a device
 * @b: a later pte of the same table
 *
 * Return: true only if all bits on which these three checks depend, for reading or for
 * writing, are the same in both. A mask and a compare save the checks for most ptes of a
 * batch. Default: false, which is correct, and slower.
 */
#ifndef gup_pte_same_prot
static __always_inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return false;
}
#endif

/**
 * GUP_PTE_STEP - by how much a pte grows if it maps the next page and is otherwise the same
 *
 * Define it only if that difference means nothing else. It saves judging the pte and
 * looking up its page. Default: 0, unknown, which is correct, and slower.
 */
#ifndef GUP_PTE_STEP
#define GUP_PTE_STEP	0
#endif

/**
 * gup_pte_same() - does the entry still mean the same?
 * @a: as it was read first
 * @b: as it was read in the look back
 *
 * Return: true if both map the same page with the same permissions. An op should ignore
 * bits that hardware sets on its own (accessed, dirty), or the walk stops needlessly. It
 * must not ignore a bit that distinguishes writable from read-only.
 * Default: equal bit by bit.
 */
#ifndef gup_pte_same
static __always_inline bool gup_pte_same(pte_t a, pte_t b)
{
	return pte_val(a) == pte_val(b);
}
#endif

/**
 * gup_pmd_same() - as gup_pte_same(), for a pmd, a leaf or not
 * @a: as it was read first
 * @b: as it was read in the look back
 */
#ifndef gup_pmd_same
static __always_inline bool gup_pmd_same(pmd_t a, pmd_t b)
{
	return pmd_val(a) == pmd_val(b);
}
#endif

/**
 * gup_pud_same() - as gup_pte_same(), for a pud, a leaf or not
 * @a: as it was read first
 * @b: as it was read in the look back
 */
#ifndef gup_pud_same
static __always_inline bool gup_pud_same(pud_t a, pud_t b)
{
	return pud_val(a) == pud_val(b);
}
#endif

/**
 * gup_folded() - how many levels below the pgd are folded into it?
 * @mm: the current one
 * @pgdp: the real address of an entry of its top table
 *
 * The walker reads a folded entry once, at the lowest level that it stands for. It calls
 * this once for each descent, and another thread may add a level on top of the tables
 * after that (s390). So a port that folds at run time must answer for the table that
 * contains @pgdp, even if that is no longer the top one. Between folded levels the walker
 * steps by the tree's p?d_offset() of the entry's real address.
 *
 * Return: from 0, if the p4d is a table of its own, to 3, if the pmd is the pgd.
 */
#ifndef gup_folded
static __always_inline unsigned int gup_folded(struct mm_struct *mm, pgd_t *pgdp)
{
	if (!mm_p4d_folded(mm))
		return 0;
	if (!mm_pud_folded(mm))
		return 1;
	return mm_pmd_folded(mm) ? 3 : 2;
}
#endif

/**
 * gup_p4d_offset() - step from an entry to the next table
 * @pgdp: the entry's real address
 * @pgd: the entry's copy
 * @addr: the address
 *
 * Not called between levels that gup_folded() counts as folded.
 *
 * Return: the real address of the entry for @addr one level down.
 * Default: from the copy, so that the entry is not read a second time.
 * gup_pud_offset() and gup_pmd_offset() likewise.
 */
#ifndef gup_p4d_offset
static __always_inline p4d_t *gup_p4d_offset(pgd_t *pgdp, pgd_t pgd,
					     const void __user *addr)
{
	return p4d_offset_lockless(pgdp, pgd, (unsigned long)addr);
}
#endif
#ifndef gup_pud_offset
static __always_inline pud_t *gup_pud_offset(p4d_t *p4dp, p4d_t p4d,
					     const void __user *addr)
{
	return pud_offset_lockless(p4dp, p4d, (unsigned long)addr);
}
#endif
#ifndef gup_pmd_offset
static __always_inline pmd_t *gup_pmd_offset(pud_t *pudp, pud_t pud,
					     const void __user *addr)
{
	return pmd_offset_lockless(pudp, pud, (unsigned long)addr);
}
#endif

/**
 * gup_range_permitted() - may the walker be used on this range at all?
 * @start: page aligned
 * @end: the first address after the range; not below @start, and not above
 *       the end of user space
 *
 * Return: false if the tables cannot hold an address, or if the caches of the CPU
 * forbid the walk. The slow path then takes all pages.
 * Context: interrupts on or off.
 */
#ifndef gup_range_permitted
static __always_inline bool gup_range_permitted(const void __user *start,
						const void __user *end)
{
	return true;
}
#endif

/**
 * GUP_BATCH - how many ptes are taken together
 *
 * Between 2 and 64. Their copies and their pages are on the stack, and the compiler warns
 * of a frame of more than CONFIG_FRAME_WARN: by default 1024 bytes with words of 32 bits.
 * Default: 64; half as many where an entry is wider than a word.
 */
#ifndef GUP_BATCH
#define GUP_BATCH	(sizeof(pte_t) > sizeof(long) ? 32 : 64)
#endif

/**
 * gup_prefetch() - fetch a struct page whose reference is taken soon
 * @page: of a pte that may be taken
 *
 * Called for the pages of a batch before the first reference, except for a page that
 * GUP_PTE_STEP shows to follow the last one. Saves a third to a half of the time if pages
 * are in no cache and in no order (x86-64, gcc 12; "no prefetch" in make bench T=user).
 * Default: the tree's prefetchw(). Define it as empty if the CPU is faster without.
 */
#ifndef gup_prefetch
static __always_inline void gup_prefetch(const struct page *page)
{
	prefetchw(page);
}
#endif

/**
 * GUP_PIECE - after how many pages interrupts are on again for a moment
 *
 * A multiple of %GUP_BATCH. Limits the time with interrupts off for a range of any length,
 * and within one huge entry.
 */
#ifndef GUP_PIECE
#define GUP_PIECE	1024
#endif
static_assert(GUP_BATCH > 1 && GUP_BATCH <= 64,
	      "gup_ops: GUP_BATCH is not between 2 and 64; its copies stand on the stack");
/* Five eighths of the default CONFIG_FRAME_WARN; sanitizers need the rest. */
static_assert(GUP_BATCH * (sizeof(pte_t) + sizeof(long)) <= 160 * sizeof(long),
	      "gup_ops: GUP_BATCH copies and pages would fill the stack");
static_assert(GUP_PIECE > 0 && GUP_PIECE % GUP_BATCH == 0,
	      "gup_ops: GUP_PIECE is no multiple of GUP_BATCH");

#endif /* _ASM_GENERIC_GUP_OPS_H */
