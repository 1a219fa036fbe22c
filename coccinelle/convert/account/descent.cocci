// SPDX-License-Identifier: GPL-2.0
/// The way down: from a pgd to a table of ptes, one loop for each level.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_pmd_range (pmd pud p4d)
@pmd_range@
typedef pmd_t, pud_t;
identifier upperp, upper, addr, end, flags, pages, nr;
@@
 gup_fast_pmd_range(pud_t *upperp, pud_t upper, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_down(): a level of the descent
 { ... }

@pmd_step@
identifier pmd_range.upperp, pmd_range.upper, pmd_range.addr;
local idexpression pmd_t *slot;
@@
 slot = pmd_offset_lockless(upperp, upper, addr); //=! op gup_pmd_offset (Layout)

@pmd_loop@
identifier pmd_range.addr, pmd_range.end;
local idexpression pmd_t *slot;
local idexpression unsigned long next;
expression whole;
@@
 \(slot++, addr = next, addr != end\&whole\) //=! core gup_walk_piece(): from leaf to leaf, and from table to table

//: gup_fast_pmd_range (pmd)
@pmd_read@
identifier entry;
local idexpression pmd_t *slot;
@@
 pmd_t entry = \(pmdp_get_lockless(slot)\|READ_ONCE(*slot)\); //=! op gup_pmd_get (Atomic read)

//: gup_fast_pud_range (pud p4d)
@pud_read@
identifier entry;
local idexpression pud_t *slot;
@@
 pud_t entry = \(pudp_get(slot)\|READ_ONCE(*slot)\); //=! op gup_pud_get (Atomic read)

//: gup_fast_pmd_range (pmd pud p4d)
@pmd_next@
identifier pmd_range.addr, pmd_range.end;
local idexpression unsigned long next;
@@
 next = pmd_addr_end(addr, end); //=! core gup_walk_piece(): up to where the entry ends

//: gup_fast_pmd_range (pmd)
@pmd_hole@
local idexpression pmd_t entry;
@@
 if (unlikely(!pmd_present(entry))) //=! op gup_pmd_table (Layout), and gup_pmd_permitted for a leaf
 	return 0;

//: gup_fast_pud_range (pud p4d)
@pud_hole@
local idexpression pud_t entry;
@@
 if (\(unlikely(!pud_present(entry))\|pud_none(entry)\)) //=! core gup_entry_table(): a hole, or a swap entry
 	return 0;
