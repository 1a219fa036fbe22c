// SPDX-License-Identifier: GPL-2.0
/// Huge leaves: judge the copy, take references, look back, ask the policy.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_pmd_leaf (pmd pud pgd)
@pmd_leaf@
typedef pmd_t;
identifier entry, slot, addr, end, flags, pages, nr;
@@
 gup_fast_pmd_leaf(pmd_t entry, pmd_t *slot, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_walk_huge(): a huge leaf
 { ... }

@pmd_leaf_permitted@
identifier pmd_leaf.entry, pmd_leaf.flags;
@@
 if (!pmd_access_permitted(entry, flags & FOLL_WRITE)) //=! op gup_pmd_permitted (Layout)
 	return 0;

//: gup_fast_pmd_leaf (pmd pud)
@pmd_leaf_special@
identifier pmd_leaf.entry;
@@
 if (pmd_special(entry)) //= op gup_pmd_special (Special bit)
 	return 0;

@pmd_leaf_device@
identifier pmd_leaf.entry, pmd_leaf.slot, pmd_leaf.addr, pmd_leaf.end, pmd_leaf.flags, pmd_leaf.pages, pmd_leaf.nr;
@@
 if (pmd_devmap(entry)) { //= core gup_entry_device(): device memory goes through the same leaf routine
 	if (unlikely(flags & FOLL_LONGTERM)) //= kernel gup_device_hold(): no long-term pins
 		return 0;
 	return gup_fast_devmap_pmd_leaf(entry, slot, addr, end, flags, pages, nr); //= core gup_leaf(): the same routine for a device's pages
 }

//: gup_fast_pgd_leaf (pgd)
@pgd_leaf_device@
identifier pgd_leaf.entry;
@@
 BUILD_BUG_ON(pgd_devmap(entry)); //= dropped: no leaf is taken at this level, so none of a device

//: gup_fast_pmd_leaf (pmd pud pgd)
@pmd_leaf_page@
identifier pmd_leaf.entry, pmd_leaf.addr;
local idexpression struct page *pg;
@@
 pg = \(pmd_page(entry)\|nth_page(pmd_page(entry), (addr & ~PMD_MASK) >> PAGE_SHIFT)\); //=! op gup_pmd_page (Layout)

@pmd_leaf_record@
identifier pmd_leaf.addr, pmd_leaf.end, pmd_leaf.pages, pmd_leaf.nr;
local idexpression struct page *pg;
local idexpression int refs;
@@
 refs = \(record_subpages(pg, PMD_SIZE, addr, end, pages + *nr)\|record_subpages(pg, addr, end, pages + *nr)\); //=! core gup_walk_huge(): its pages, behind the recorded ones

@pmd_leaf_take@
identifier pmd_leaf.flags;
local idexpression struct page *pg;
local idexpression struct folio *fo;
local idexpression int refs;
@@
 fo = try_grab_folio_fast(pg, refs, flags); //=! kernel gup_take(): references, with the folio checked again

@pmd_leaf_taken@
local idexpression struct folio *fo;
@@
 if (!fo) //=! kernel gup_take(): none could be taken
 	return 0;

@pmd_leaf_look_back@
identifier pmd_leaf.entry, pmd_leaf.slot, pmd_leaf.flags;
local idexpression struct folio *fo;
local idexpression int refs;
@@
 if (unlikely(pmd_val(entry) != pmd_val(*slot))) { //=! op gup_pmd_same (Layout), asked by core gup_look_back()
 	gup_put_folio(fo, refs, flags); //= kernel gup_put_pages()
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

//: gup_fast_pmd_leaf (pmd pud pgd) of newer
@pmd_leaf_admit@
identifier pmd_leaf.flags;
local idexpression struct folio *fo;
local idexpression int refs;
@@
 if (!gup_fast_folio_allowed(fo, flags)) { //=! kernel gup_policy()
 	gup_put_folio(fo, refs, flags); //= kernel gup_put_pages()
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

//: gup_fast_pmd_leaf (pmd pud pgd)
@pmd_leaf_part@
identifier pmd_leaf.entry, pmd_leaf.flags;
local idexpression struct folio *fo;
local idexpression int refs;
@@
 if (!pmd_write(entry) && \(gup_must_unshare(NULL, flags, &fo->page)\|gup_must_unshare(flags, &fo->page)\)) { //=! kernel gup_needs_unshare()
 	gup_put_folio(fo, refs, flags); //= kernel gup_put_pages()
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

@pmd_leaf_keep@
identifier pmd_leaf.nr;
local idexpression struct folio *fo;
local idexpression int refs;
@@
(
 *nr += refs; //=! core gup_leaf(): how many are recorded
|
 folio_set_referenced(fo); //= kernel gup_touch()
)

@pmd_leaf_done@
@@
 return 1; //=! core gup_leaf(): how many were kept

// What is known of a pgd leaf goes one way, whatever it is.
//: gup_fast_pgd_leaf (pgd)
@pgd_leaf_off@
identifier entry, slot, addr, end, flags, pages, nr;
@@
 gup_fast_pgd_leaf(pgd_t entry, pgd_t *slot, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //=* dropped: no tree maps user memory by a pgd; core gup_entry_table() leaves one to the slow path
 { ... }
