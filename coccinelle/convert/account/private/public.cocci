// SPDX-License-Identifier: GPL-2.0
/// The public functions of a private walker, and the top of its descent.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: __get_user_pages_fast
@only@
@@
 __get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages) //= public __get_user_pages_fast()
 { ... }

@only_mm@
@@
(
 struct mm_struct *mm = current->mm; //= core gup_fast_pages(): the current one
|
 int nr = 0; //= core gup_fast_pages(): none taken yet
)

@only_tag@
expression bits;
@@
 if (adi_capable()) { //= op gup_untagged, as it stands
 	long addr = start;
 	addr = (addr << bits) >> bits;
 	start = addr;
 }

@only_debug@
@@
 pr_devel(...); //=+ dropped: debugging output that is compiled out

@only_range@
@@
(
 start &= PAGE_MASK; //=! public __get_user_pages_fast(): at the start of its page
|
 addr = start; //=! core gup_fast_pages(): where the walk stands
|
 len = (unsigned long) nr_pages << PAGE_SHIFT; //=! public __get_user_pages_fast(): how long the range is
|
 end = start + len; //=! kernel gup_enter(): the first address after the range
)

@only_permitted@
@@
(
 if (unlikely(!\(access_ok(write ? VERIFY_WRITE : VERIFY_READ, \((void *)start\|start\), len)\|access_ok(\((void *)start\|start\), len)\))) //= op gup_may_fast_only, refused if
 	return 0; //= public __get_user_pages_fast(): none
|
 if ((end <= start) || (end > \(TASK_SIZE\|mm->context.asce_limit\))) //= op gup_may_fast_only, refused if
 	return 0; //= public __get_user_pages_fast(): none
)

@only_off@
@@
 local_irq_save(flags); //=! core gup_walk_range(): interrupts off, for a piece at a time

@only_top@
@@
 pgdp = pgd_offset(mm, addr); //=! core gup_descend(): from the top of the tables

@only_loop@
expression whole;
@@
 \(pgdp++, addr = next, addr != end\&whole\) //=! core gup_walk_piece(): from leaf to leaf, and from table to table

@only_read@
typedef pgd_t;
@@
(
 pgd_t pgd = \(ACCESS_ONCE(*pgdp)\|READ_ONCE(*pgdp)\|*pgdp\); //= op gup_pgd_get (Atomic read)
|
 pgd = *pgdp; //= op gup_pgd_get (Atomic read)
)

@only_read_once@
@@
 barrier(); //= op gup_pgd_get (Atomic read): reads once

@only_next@
@@
 next = pgd_addr_end(addr, end); //=! core gup_walk_piece(): up to where the entry ends

@only_hole@
@@
 if (pgd_none(pgd)) //=! core gup_entry_table(): a hole
 	break; //= core gup_walk_piece(): the walk ends at a hole

@only_leaf@
statement S1, S2;
@@
 if (pgd_huge(pgd)) //= op p4d_leaf, if
 	S1 //=-
 else S2 //=-

@only_leaf_taken@
typedef pte_t;
@@
 if (!gup_hugepte((pte_t *)pgdp, PGDIR_SIZE, addr, next, write, pages, &nr)) //= core gup_entry_table(): a pgd leaf, which hugetlb here never makes, is left to the slow path
 	break;

@only_hugepd@
statement S1, S2;
@@
 if (is_hugepd(pgdp)) //= op gup_hugepd_shift, hugepd
 	S1 //=-
 else S2 //=-

@only_hugepd_table@
typedef hugepd_t;
@@
 if (!gup_hugepd((hugepd_t *)pgdp, PGDIR_SHIFT, addr, next, write, pages, &nr)) //= core gup_step_hugepd(): a table of huge ptes
 	break;

@only_below@
@@
 if (!\(gup_pud_range(..., addr, next, write, pages, &nr)\|gup_p4d_range(..., addr, next, write, pages, &nr)\)) //=! core gup_descend(): one level down
 	break; //= core gup_walk_piece(): the walk ends at what was not taken

@only_on@
@@
 local_irq_restore(flags); //=! core gup_walk_range(): interrupts as they were

@only_done@
@@
 return nr; //=! core gup_fast_pages(): how many were taken

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

@fast_slow_label@
@@
 slow: //= core gup_fast_pages(): what is missing goes the slow way
 local_irq_enable(); //=-

@fast_slow_irqon@
@@
 slow_irqon: //= public get_user_pages_fast(): all of it the slow way
 start += nr << PAGE_SHIFT; //=-

@fast_slow@
@@
(
 start += nr << PAGE_SHIFT; //=! core gup_fast_pages(): where the slow way begins
|
 pages += nr; //=! core gup_fast_pages(): where the slow way begins
)

@fast_lock@
@@
 down_read(&mm->mmap_sem); //= kernel gup_slow()

@fast_rest@
@@
(
 ret = \(get_user_pages(current, mm, start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), write, 0, pages, NULL)\|get_user_pages_unlocked(current, mm, start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), write, 0, pages)\); //=? kernel gup_slow()
|
 ret = get_user_pages_unlocked(start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), write, 0, pages); //=? kernel gup_slow()
|
 ret = get_user_pages_unlocked(start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), pages, write ? FOLL_WRITE : 0); //=? kernel gup_slow()
|
 ret = get_user_pages_unlocked(start, (end - start) >> PAGE_SHIFT, pages, gup_flags); //=? kernel gup_slow(), bug long-term
)

@fast_unlock@
@@
 up_read(&mm->mmap_sem); //= kernel gup_slow()

@fast_either@
@@
(
 if (nr > 0) { //=? core gup_fast_pages(): taken pages beat a later error
 	if (ret < 0) //= core gup_fast_pages(): how many were taken
 		ret = nr;
 	else
 		ret += nr;
 }
|
 if (nr > 0) //=? core gup_fast_pages(): taken pages beat a later error
 	ret = (ret < 0) ? nr : ret + nr; //= core gup_fast_pages(): how many were taken
)
