// SPDX-License-Identifier: GPL-2.0
/// The public function that may go the slow way.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: get_user_pages_fast
@fast@
@@
 get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages) //= public get_user_pages_fast()
 { ... }

@fast_flags@
@@
 get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages) //= public get_user_pages_fast()
 { ... }

@fast_mm@
@@
(
 struct mm_struct *mm = current->mm; //= core gup_fast_pages(): the current one
|
 int nr = 0; //= core gup_fast_pages(): none taken yet
)

@fast_sleeps@
@@
 might_sleep(); //= dropped: debugging check, which the slow path's lock has too

@fast_tag@
expression bits;
@@
 if (adi_capable()) { //= op gup_untagged, the same
 	long addr = start;
 	addr = (addr << bits) >> bits;
 	start = addr;
 }

@fast_debug@
@@
 pr_devel(...); //=+ dropped: debugging output that is compiled out

@fast_range@
@@
(
 start &= PAGE_MASK; //=! public get_user_pages_fast(): at the start of its page
|
 addr = start; //= core gup_fast_pages(): where the walk stands
|
 len = (unsigned long) nr_pages << PAGE_SHIFT; //= public get_user_pages_fast(): how long the range is
|
 end = start + len; //= kernel gup_enter(): the first address after the range
)

@fast_permitted@
@@
(
 if (\(end < start\|end < start || cpu_has_dc_aliases\)) //= op gup_may_fast, refused if
 	goto slow_irqon; //= public get_user_pages_fast(): all of it the slow way
|
 if (end >> __VIRTUAL_MASK_SHIFT) //= op gup_may_fast, refused if
 	goto slow_irqon; //= public get_user_pages_fast(): all of it the slow way
)

@fast_off@
@@
 local_irq_disable(); //= core gup_walk_range(): interrupts off, for a piece at a time

@fast_top@
@@
 pgdp = pgd_offset(mm, addr); //= core gup_descend(): from the top of the tables

@fast_loop@
expression whole;
@@
 \(pgdp++, addr = next, addr != end\&whole\) //= core gup_walk_piece(): from leaf to leaf, and from table to table

@fast_read@
typedef pgd_t;
@@
 pgd_t pgd = \(ACCESS_ONCE(*pgdp)\|READ_ONCE(*pgdp)\|*pgdp\); //= op gup_pgd_get (Atomic read)

@fast_next@
@@
 next = pgd_addr_end(addr, end); //= core gup_walk_piece(): up to where the entry ends

@fast_hole@
@@
 if (pgd_none(pgd)) //= core gup_entry_table(): a hole
 	goto slow; //= core gup_fast_pages(): what is missing goes the slow way

@fast_below@
@@
 if (!\(gup_pud_range(..., addr, next, \(write\|gup_flags & FOLL_WRITE\), pages, &nr)\|gup_p4d_range(..., addr, next, \(write\|gup_flags & FOLL_WRITE\), pages, &nr)\)) //= core gup_descend(): one level down
 	goto slow; //= core gup_fast_pages(): what is missing goes the slow way

@fast_whole@
@@
 VM_BUG_ON(nr != (end - start) >> PAGE_SHIFT); //= core gup_fast_pages(): goes the slow way unless all were taken

@fast_same@
@@
 nr = __get_user_pages_fast(start, nr_pages, write, pages); //= op gup_may_fast, as gup_may_fast_only

@fast_nothing_yet@
@@
 ret = nr; //=+ core gup_fast_pages(): how many were taken

@fast_enough@
statement S;
@@
(
 if (nr == nr_pages) //= core gup_fast_pages(): unless all were taken
 	return nr; //= core gup_fast_pages(): how many were taken
|
 if (nr < nr_pages) //= core gup_fast_pages(): unless all were taken
 	S //=-
)

@fast_irq@
@@
(
 local_irq_enable(); //=+ core gup_walk_range(): interrupts as they were
|
 return nr; //=+ core gup_fast_pages(): how many were taken
|
 return ret; //=+ core gup_fast_pages(): how many were taken
)
