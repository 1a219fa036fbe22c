// SPDX-License-Identifier: GPL-2.0
/// A table of ptes: judge the copy, take a reference.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_pte_range
@ptes@
typedef pmd_t;
identifier upper, upperp, addr, end, flags, pages, nr;
@@
 gup_fast_pte_range(pmd_t upper, pmd_t *upperp, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_walk_ptes(): a table of ptes
 { ... }

@ptes_off@
identifier upper, upperp, addr, end, flags, pages, nr;
@@
 gup_fast_pte_range(pmd_t upper, pmd_t *upperp, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //=* op GUP_HAS_PTE_SPECIAL (Special bit)
 {
 	return 0; //= op GUP_HAS_PTE_SPECIAL (Special bit)
 }

@ptes_device_none@
identifier pgmap;
@@
 struct dev_pagemap *pgmap = NULL; //= dropped: local variable of the old walker

@ptes_begin@
identifier ptes.nr, begin;
@@
 int begin = *nr; //= dropped: where an undo stops; the portable walker undoes a batch only

@ptes_none@
identifier ret;
@@
 int ret = 0; //= dropped: local variable of the old walker

@ptes_map@
typedef pte_t;
identifier ptes.upper, ptes.addr;
local idexpression pte_t *table, slot;
@@
 table = slot = pte_offset_map(&upper, addr); //=! kernel gup_pte_map()

//: gup_fast_pte_range of newer
@ptes_mapped@
local idexpression pte_t *slot;
@@
 if (!slot) //=! kernel gup_pte_map(): the table is gone
 	return 0;

//: gup_fast_pte_range
@ptes_loop@
identifier ptes.addr, ptes.end;
local idexpression pte_t *slot;
expression whole;
@@
 \(slot++, addr += PAGE_SIZE, addr != end\&whole\) //=! core gup_walk_ptes(): from pte to pte, a batch at a time

@pte_read@
identifier entry;
local idexpression pte_t *slot;
@@
 pte_t entry = ptep_get_lockless(slot); //=! op gup_pte_get (Atomic read)

@pte_permitted@
identifier ptes.flags, leave;
local idexpression pte_t entry;
@@
(
 if (\(pte_protnone(entry)\|pte_protnone(entry) && !gup_can_follow_protnone(flags)\)) //=! op gup_pte_permitted (Layout)
 	goto leave;
|
 if (!pte_access_permitted(entry, flags & FOLL_WRITE)) //=! op gup_pte_permitted (Layout)
 	goto leave;
)

@pte_kind@
identifier ptes.flags, ptes.pages, ptes.nr, leave;
local idexpression pte_t entry;
local idexpression struct dev_pagemap *pgmap;
local idexpression int begin;
@@
 if (pte_devmap(entry)) { //= core gup_entry_device(): a device's pte is a batch of its own
 	if (unlikely(flags & FOLL_LONGTERM)) //= kernel gup_device_hold(): no long-term pins
 		goto leave;

 	pgmap = get_dev_pagemap(pte_pfn(entry), pgmap); //= kernel gup_device_hold()
 	if (unlikely(!pgmap)) { //= kernel gup_device_hold(): the device went away
 		gup_fast_undo_dev_pagemap(nr, begin, flags, pages); //= core gup_leaf(): gives back the batch; pages before it stay taken
 		goto leave; //= core gup_leaf(): the walk ends at what was not kept
 	}
 } else if (pte_special(entry)) //=! op gup_pte_special (Special bit)
 	goto leave;

@pte_valid@
local idexpression pte_t entry;
@@
 VM_BUG_ON(!pfn_valid(pte_pfn(entry))); //= dropped: debugging check of the page table, not of the walker

@pte_page@
local idexpression pte_t entry;
local idexpression struct page *pg;
@@
 pg = pte_page(entry); //=! op gup_pte_page (Layout)

@pte_take@
identifier ptes.flags;
local idexpression struct page *pg;
local idexpression struct folio *fo;
@@
 fo = try_grab_folio_fast(pg, 1, flags); //=! kernel gup_take(): reference, with the folio checked again

@pte_taken@
identifier leave;
local idexpression struct folio *fo;
@@
 if (!fo) //=! kernel gup_take(): none could be taken
 	goto leave;

// Before the look back, so it is newer than the mapping that was read.
//: gup_fast_pte_range of older
@pte_secret@
identifier ptes.flags, leave;
local idexpression struct page *pg;
local idexpression struct folio *fo;
@@
 if (unlikely(page_is_secretmem(pg))) { //=! kernel gup_policy(): never secretmem
 	gup_put_folio(fo, 1, flags); //= kernel gup_put_pages()
 	goto leave; //= core gup_leaf(): the walk ends at what was not kept
 }
