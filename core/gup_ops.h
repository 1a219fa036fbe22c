/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h - what an architecture tells the fast gup walker
 *
 * What the walker (gup_fast.c) does, for a range of the current process:
 *
 *  1) turns interrupts off;
 *  2) goes down the page tables; each entry is read once, atomically, and
 *     every decision is made on the copy;
 *  3) for a run of leaf entries: judges them, takes references (speculatively:
 *     the page may be somebody else's by then), one full barrier, and looks
 *     back at each entry and at the entry above. Unchanged means: the page was
 *     mapped here, so, while we held a reference on it;
 *  4) asks the kernel's policy about those pages of which it was not plain before
 *     that it has nothing to say (anonymous memory, mostly), records the pages,
 *     turns interrupts on again at the latest after %GUP_PIECE pages, and starts
 *     again from the top.
 *
 * What it relies on: interrupts off on this CPU hold back whoever wants to
 * free a page table or to split or collapse a huge page ("Table free" below).
 * rcu_read_lock() would not do: it does not hold back the IPI of a split.
 *
 * What a port says, in four groups, each op beside its default below:
 *
 *  Special bit     which entries have no struct page to be taken
 *  Atomic read     how an entry is read without tearing
 *  Layout          where an entry may be a leaf and which page it means, who
 *                  may use it, how one steps down, and which bits of an entry
 *                  may change without changing what it means
 *  Table free      what freeing a table, a split and a collapse wait for
 *
 * How to plug in: put a gup_ops.h into the folder of the port. It says
 * "#define gup_x gup_x" before each op of its own, and includes this file as
 * its last line. Whatever it leaves out gets the default, which wraps the
 * accessors that the tree has anyway, and what gup_kernel.h, which comes first,
 * says for the tree where it lacks one. Table free has no default. So the
 * smallest port, of an architecture whose every TLB shootdown is an IPI, is:
 *
 *	#define GUP_TABLE_FREE GUP_FREE_IPI
 *	#include <asm-generic/gup_ops.h>
 *
 * What a port must run: "make sparse ARCH=" and "make boot ARCH=".
 *
 * In all ops: @addr is an untagged user address, @write says that the caller
 * will write, an entry is passed as the copy that was read, and interrupts are
 * off. No op may sleep, take a lock, or read the table again. An address is no
 * number here, for the compiler to tell it from a pfn and from an entry's value,
 * and sparse from a pointer.
 */
#ifndef _ASM_GENERIC_GUP_OPS_H
#define _ASM_GENERIC_GUP_OPS_H

#include <linux/mm.h>
#include <linux/prefetch.h>

/*
 * Table free
 */

/* The CPU that frees tables, splits or collapses sends IPIs and waits. */
#define GUP_FREE_IPI	1
/* Tables are freed by RCU; splits and collapses broadcast an IPI of their own. */
#define GUP_FREE_RCU	2

/**
 * GUP_TABLES_BY_RCU - does this configuration free tables by RCU?
 *
 * Default: what the symbol says. A kernel's header or a port says so where there is none.
 */
#ifndef GUP_TABLES_BY_RCU
#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
#define GUP_TABLES_BY_RCU	1
#else
#define GUP_TABLES_BY_RCU	0
#endif
#endif

/**
 * DOC: GUP_TABLE_FREE - what makes "interrupts off" hold back a table's end
 *
 * Required. %GUP_FREE_IPI where each TLB invalidation of user memory is an IPI
 * that waits for its receivers, on bare metal and as a guest. %GUP_FREE_RCU
 * where hardware or a hypervisor invalidates TLBs: tables must then go through
 * tlb_remove_table() at every level, and a split or collapse must run
 * tlb_remove_table_sync_one(), serialize_against_pte_lookup() or the like.
 *
 * Race: table free. Other CPU: free_pgtables() of another thread unhooks a table
 * that the walker may be reading. Enough because the IPI is not received, or the
 * RCU-sched grace period does not end, before interrupts are on again.
 *
 * Without SMP there is no other CPU, and any statement is true.
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
 * GUP_HAS_PTE_SPECIAL - can a pte say "no struct page behind me"?
 *
 * Default: what the configuration says. Where it is 0 the walker refuses every
 * pte and takes huge entries only, which are never special there; a futex in
 * the tail of a huge page needs no more than that.
 */
#ifndef GUP_HAS_PTE_SPECIAL
#define GUP_HAS_PTE_SPECIAL	IS_ENABLED(CONFIG_ARCH_HAS_PTE_SPECIAL)
#endif

/**
 * gup_pte_special() - is there no page that may be taken behind this pte?
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
 * Default: the tree's; no tree before 6.12 has special huge entries.
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
 * @ptep: the real address in the table
 *
 * Return: the pte as it stood there at one moment, or, for a split read, a
 * value that is not present. The raw entry: bits that the hardware keeps in
 * neighbours (contiguous blocks) are not gathered.
 * Concurrency: any CPU, and the MMU, may change the entry at any time. Caught
 * by the look back, which reads through this same op.
 * Default: the tree's ptep_get_lockless(): one load, or the low, high, low
 * again protocol under CONFIG_GUP_GET_PXX_LOW_HIGH, which gup_split.h has for
 * every level.
 */
#ifndef gup_pte_get
static __always_inline pte_t gup_pte_get(pte_t *ptep)
{
	return ptep_get_lockless(ptep);
}
#endif

/**
 * gup_pmd_get() - as gup_pte_get(), for a pmd
 * @pmdp: the real address in the table
 */
#ifndef gup_pmd_get
static __always_inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	return pmdp_get_lockless(pmdp);
}
#endif

/**
 * gup_pud_get() - as gup_pte_get(), for a pud
 * @pudp: the real address in the table
 */
#ifndef gup_pud_get
static __always_inline pud_t gup_pud_get(pud_t *pudp)
{
	return READ_ONCE(*pudp);
}
#endif

/**
 * gup_p4d_get() - as gup_pte_get(), for a p4d
 * @p4dp: the real address in the table
 */
#ifndef gup_p4d_get
static __always_inline p4d_t gup_p4d_get(p4d_t *p4dp)
{
	return READ_ONCE(*p4dp);
}
#endif

/**
 * gup_pgd_get() - as gup_pte_get(), for a pgd
 * @pgdp: the real address in the table
 */
#ifndef gup_pgd_get
static __always_inline pgd_t gup_pgd_get(pgd_t *pgdp)
{
	return READ_ONCE(*pgdp);
}
#endif

/**
 * GUP_WIDE_READ - an entry is wider than a word, and is read whole all the same
 *
 * Default: only with the split read of CONFIG_GUP_GET_PXX_LOW_HIGH. A port
 * whose CPU loads two words at once says 1, and defines the ops that do so.
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
 * @pmd: as read; of one that is not present any answer will do
 *
 * Default: the tree's. A pmd that is no leaf must point at a table of ptes.
 */
#ifndef gup_pmd_leaf
static __always_inline bool gup_pmd_leaf(pmd_t pmd)
{
	return pmd_leaf(pmd);
}
#endif

/**
 * gup_pud_leaf() - does this pud map memory itself?
 * @pud: as read; of one that is not present any answer will do
 *
 * Above the pud the walker takes no leaf: such an entry, of which no tree knows
 * one for user memory since 6.12, is left to the slow path.
 */
#ifndef gup_pud_leaf
static __always_inline bool gup_pud_leaf(pud_t pud)
{
	return pud_leaf(pud);
}
#endif

/**
 * gup_pmd_table() - does this pmd point at a table of ptes?
 * @pmd: as read, no leaf
 *
 * Return: false for a hole, be it 0 or the address of an empty table, for whatever
 * is not present, and for nonsense. Above, what is present and no leaf is a table.
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
 * @val: the value of a pmd, pud or p4d, as read; no leaf, but else anything
 *
 * For kernels with CONFIG_ARCH_HAS_HUGEPD. What each of its ptes maps may be less
 * than the entry spans, or more: then several entries point at one pte.
 *
 * Return: log2 of the bytes that each of its ptes maps; 0 if it is no such entry.
 */
#ifndef gup_hugepd_shift
static __always_inline unsigned int gup_hugepd_shift(unsigned long val)
{
	return 0;
}
#endif

/**
 * gup_hugepd_offset() - step to a huge pte
 * @val: what gup_hugepd_shift() said yes to
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
 * The address matters where one value stands in several ptes of a block.
 * Return: the page, which need not have a reference yet.
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
 * gup_pte_permitted() - may user space access this page so, just now?
 * @pte: as read; may be anything, a swap entry too
 * @write: for writing?
 *
 * An entry that a writer shows for a moment may pass only if he stores what comes
 * next before he looks for references: the look back then tells.
 *
 * Return: false for whatever is not present, for the kernel only, PROT_NONE or
 * a NUMA hint, in the middle of a split, or kept off by a protection key. True for
 * writing also means that the page is exclusive, as far as the entry can tell.
 * Default: the tree's accessors. Without NUMA balancing pte_protnone() is a
 * constant; a tree whose "present" includes PROT_NONE needs an op.
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
 * Must be false after pmd_mkinvalid() and the architecture's own pmdp_invalidate(),
 * which a split uses, where pmd_present() often is true.
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
 * gup_pte_alike() - is a second pte permitted because the first one was?
 * @a: a pte that gup_pte_permitted() let pass, neither special nor of a device
 * @b: the next one of the same table
 *
 * Return: true only if whatever those three look at, for reading or for writing, is
 * the same in both. It spares their work for most ptes of a batch; a mask and a compare.
 * Default: never, which is correct, and slower.
 */
#ifndef gup_pte_alike
static __always_inline bool gup_pte_alike(pte_t a, pte_t b)
{
	return false;
}
#endif

/**
 * GUP_PTE_STEP - how much larger a pte is, if it maps the next page and is else the same
 *
 * Only where that difference means nothing else. It spares the judging, and the way to
 * the page. Default: 0, not known, which is correct, and slower.
 */
#ifndef GUP_PTE_STEP
#define GUP_PTE_STEP	0
#endif

/**
 * gup_pte_same() - does the entry still mean what it meant?
 * @a: as it was read first
 * @b: as it was read in the look back
 *
 * Return: true if both map the same page with the same permission. Bits that
 * hardware sets on its own (accessed, dirty) are best left out, or the walk
 * stops for nothing. What is left out must not tell writable from read-only.
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
 * gup_folded() - how many levels below the pgd are one with it?
 * @mm: the current one
 * @pgdp: the real address of an entry of its top table
 *
 * The walker reads a folded entry once, at the lowest level that it stands for.
 * It asks once for each descent: another thread may put a level on top of the
 * tables meanwhile (s390), so a port that folds at run time must answer for the
 * table that @pgdp stands in, be it the top one no more. A step between levels
 * that are one is the tree's p?d_offset() of the entry's real address.
 *
 * Return: 0, if the p4d is a table of its own, to 3, if the pmd is the pgd.
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
 * Not asked where gup_folded() says that the levels are one.
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
 *       what user space may have
 *
 * Return: false for an address that the tables cannot hold, or a CPU whose
 * caches forbid the walk. The slow path then does it all.
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
 * Between 2 and 64. Their copies and their pages stand on the stack, and the compiler warns
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
 * Asked for the pages of a whole batch before the first reference, but not for one
 * that follows the last. Worth a third to a half of the time where pages are in
 * no cache and in no order (x86-64, gcc 12; "no prefetch" in make bench T=user).
 * Default: the tree's prefetchw(). Empty where a CPU is better off without.
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
 * A multiple of %GUP_BATCH. Bounds the time with interrupts off whatever the
 * range, inside of one huge entry too.
 */
#ifndef GUP_PIECE
#define GUP_PIECE	1024
#endif
static_assert(GUP_BATCH > 1 && GUP_BATCH <= 64,
	      "gup_ops: GUP_BATCH is not between 2 and 64; its copies stand on the stack");
/* For entries and pages, five eighths of that default; sanitizers need the rest. */
static_assert(GUP_BATCH * (sizeof(pte_t) + sizeof(long)) <= 160 * sizeof(long),
	      "gup_ops: GUP_BATCH copies and pages would fill the stack");
static_assert(GUP_PIECE > 0 && GUP_PIECE % GUP_BATCH == 0,
	      "gup_ops: GUP_PIECE is no multiple of GUP_BATCH");

#endif /* _ASM_GENERIC_GUP_OPS_H */
