// SPDX-License-Identifier: GPL-2.0
/// The top of the descent, and the pgd leaf, which no tree has for user memory.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_pgd_range
@pgd_range@
identifier addr, end, flags, pages, nr;
@@
 gup_fast_pgd_range(unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_descend(): from the top of the tables
 { ... }

@pgd_none@
identifier addr, end, flags, pages, nr;
@@
 gup_fast_pgd_range(unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //=* dropped: stands in where there is no fast gup
 { }

@pgd_step@
typedef pgd_t;
identifier pgd_range.addr;
local idexpression pgd_t *slot;
@@
 slot = pgd_offset(current->mm, addr); //=! core gup_descend(): from the top of the tables

@pgd_loop@
identifier pgd_range.addr, pgd_range.end;
local idexpression pgd_t *slot;
local idexpression unsigned long next;
expression whole;
@@
 \(slot++, addr = next, addr != end\&whole\) //=! core gup_walk_piece(): from leaf to leaf, and from table to table

@pgd_read@
identifier entry;
local idexpression pgd_t *slot;
@@
 pgd_t entry = \(pgdp_get(slot)\|READ_ONCE(*slot)\); //=! op gup_pgd_get (Atomic read)

@pgd_next@
identifier pgd_range.addr, pgd_range.end;
local idexpression unsigned long next;
@@
 next = pgd_addr_end(addr, end); //=! core gup_walk_piece(): up to where the entry ends

@pgd_hole@
local idexpression pgd_t entry;
@@
 if (pgd_none(entry)) //=! core gup_entry_table(): a hole
 	return;

//: gup_fast_pgd_range of newer
@pgd_either@
identifier pgd_range.addr, pgd_range.flags, pgd_range.pages, pgd_range.nr;
local idexpression pgd_t entry;
local idexpression pgd_t *slot;
local idexpression unsigned long next;
@@
 if (unlikely(pgd_leaf(entry))) { //=! core gup_entry_table(): a pgd leaf, if there ever is one, is left to the slow path
 	if (!gup_fast_pgd_leaf(entry, slot, addr, next, flags, pages, nr))
 		return;
 } else if (!gup_fast_p4d_range(slot, entry, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return;

//: gup_fast_pgd_range of older
@pgd_any@
identifier pgd_range.addr, pgd_range.flags, pgd_range.pages, pgd_range.nr;
local idexpression pgd_t entry;
local idexpression pgd_t *slot;
local idexpression unsigned long next;
@@
 if (unlikely(pgd_huge(entry))) { //=! core gup_entry_table(): a pgd leaf, if there ever is one, is left to the slow path
 	if (!gup_fast_pgd_leaf(entry, slot, addr, next, flags, pages, nr))
 		return;
 } else if (unlikely(is_hugepd(__hugepd(pgd_val(entry))))) { //=! op gup_hugepd_shift (Layout), asked at the lowest of the folded levels
 	if (!gup_huge_pd(__hugepd(pgd_val(entry)), addr, PGDIR_SHIFT, next, flags, pages, nr))
 		return;
 } else if (!gup_fast_p4d_range(slot, entry, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return;
