// SPDX-License-Identifier: GPL-2.0
/// Tables of huge ptes, continued: the table, entry by entry.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_huge_pd of older
@hugepd@
typedef hugepd_t;
identifier dir, addr, shift, end, flags, pages, nr;
@@
 gup_huge_pd(hugepd_t dir, unsigned long addr, unsigned int shift, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_step_hugepd(): a table of huge ptes
 { ... }

@hugepd_off@
identifier dir, addr, shift, end, flags, pages, nr;
@@
 gup_huge_pd(hugepd_t dir, unsigned long addr, unsigned int shift, unsigned long end, unsigned int flags, struct page **pages, int *nr) //=* op gup_hugepd_shift (Layout)
 {
 	return 0; //= op gup_hugepd_shift (Layout)
 }

@hugepd_size@
identifier hugepd.dir, size;
@@
 unsigned long size = 1UL << hugepd_shift(dir); //= op gup_hugepd_shift (Layout)

@hugepd_step@
identifier hugepd.dir, hugepd.addr, hugepd.shift;
typedef pte_t;
local idexpression pte_t *slot;
@@
 slot = hugepte_offset(dir, addr, shift); //=! op gup_hugepd_offset (Layout)

@hugepd_loop@
identifier hugepd.addr, hugepd.end;
typedef pte_t;
local idexpression pte_t *slot;
local idexpression unsigned long next;
expression whole;
@@
 \(slot++, addr = next, addr != end\&whole\) //=! core gup_walk_piece(): from leaf to leaf, and from table to table

@hugepd_next@
identifier hugepd.addr, hugepd.end;
local idexpression unsigned long next, size;
@@
 next = hugepte_addr_end(addr, end, size); //=! core gup_walk_piece(): up to where the entry ends

@hugepd_each@
identifier hugepd.addr, hugepd.end, hugepd.flags, hugepd.pages, hugepd.nr;
typedef pte_t;
local idexpression pte_t *slot;
local idexpression unsigned long size;
@@
 if (!gup_hugepte(slot, size, addr, end, flags, pages, nr)) //=! core gup_walk_huge(): a huge leaf
 	return 0;

@hugepd_done@
@@
 return 1; //=! core gup_walk_piece(): true as long as all was taken
