// SPDX-License-Identifier: GPL-2.0
/// Tables of huge ptes, to which an entry of any level may point.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: hugepte_addr_end of older
@huge_end@
identifier addr, end, size;
@@
 hugepte_addr_end(unsigned long addr, unsigned long end, unsigned long size) //= core gup_walk_piece(): up to where the entry ends
 { ... }

@huge_edge@
identifier huge_end.addr, huge_end.size, edge;
@@
 unsigned long edge = (addr + size) & ~(size-1); //= core gup_walk_piece(): up to where the entry ends

@huge_nearer@
identifier huge_end.end;
local idexpression unsigned long edge;
@@
 return (edge - 1 < end - 1) ? edge : end; //=! core gup_walk_piece(): up to where the entry ends

//: gup_hugepte of older
@huge@
typedef pte_t;
identifier slot, size, addr, end, flags, pages, nr;
@@
 gup_hugepte(pte_t *slot, unsigned long size, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_walk_huge(): a huge leaf
 { ... }

@huge_part@
identifier huge.size, huge.addr, huge.end;
local idexpression unsigned long edge;
@@
(
 edge = (addr + size) & ~(size-1); //=! core gup_walk_piece(): up to where the entry ends
|
 if (edge < end) //=! core gup_walk_piece(): up to where the entry ends
 	end = edge;
)

@huge_read@
identifier huge.slot;
local idexpression pte_t entry;
@@
 entry = huge_ptep_get(slot); //=! op gup_pte_get (Atomic read)

@huge_permitted@
identifier huge.flags;
local idexpression pte_t entry;
@@
 if (!pte_access_permitted(entry, flags & FOLL_WRITE)) //=! op gup_pte_permitted (Layout)
 	return 0;

@huge_valid@
local idexpression pte_t entry;
@@
 VM_BUG_ON(!pfn_valid(pte_pfn(entry))); //= dropped: debugging check of the page table, not of the walker

@huge_page@
identifier huge.size, huge.addr;
local idexpression pte_t entry;
local idexpression struct page *pg;
@@
 pg = nth_page(pte_page(entry), (addr & (size - 1)) >> PAGE_SHIFT); //=! core gup_entry_page(): the first page of a leaf

@huge_record@
identifier huge.addr, huge.end, huge.pages, huge.nr;
local idexpression struct page *pg;
local idexpression int refs;
@@
 refs = record_subpages(pg, addr, end, pages + *nr); //=! core gup_walk_huge(): its pages, behind the recorded ones

@huge_take@
identifier huge.flags;
local idexpression struct page *pg;
local idexpression struct folio *fo;
local idexpression int refs;
@@
 fo = try_grab_folio_fast(pg, refs, flags); //=! kernel gup_take(): references, with the folio checked again

@huge_taken@
local idexpression struct folio *fo;
@@
 if (!fo) //=! kernel gup_take(): none could be taken
 	return 0;

@huge_look_back@
identifier huge.slot, huge.flags;
local idexpression pte_t entry;
local idexpression struct folio *fo;
local idexpression int refs;
@@
 if (unlikely(pte_val(entry) != pte_val(*slot))) { //=! op gup_pte_same (Layout), asked by core gup_look_back()
 	gup_put_folio(fo, refs, flags); //= kernel gup_put_pages()
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

@huge_unshared@
identifier huge.flags;
local idexpression pte_t entry;
local idexpression struct folio *fo;
local idexpression int refs;
@@
 if (!pte_write(entry) && gup_must_unshare(flags, &fo->page)) { //=! kernel gup_needs_unshare()
 	gup_put_folio(fo, refs, flags); //= kernel gup_put_pages()
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

@huge_keep@
identifier huge.nr;
local idexpression struct folio *fo;
local idexpression int refs;
@@
(
 *nr += refs; //=! core gup_leaf(): how many are recorded
|
 folio_set_referenced(fo); //= kernel gup_touch()
)

@huge_done@
@@
 return 1; //=! core gup_leaf(): how many were kept
