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
 if ((\(end <= start\|end < start\)) || (end > \(TASK_SIZE\|mm->context.asce_limit\))) //= op gup_may_fast_only, refused if
	return 0; //= public __get_user_pages_fast(): none
|
 if (end < start) //= op gup_may_fast_only, refused if
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
