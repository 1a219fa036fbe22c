// SPDX-License-Identifier: GPL-2.0
/// Device memory, continued: its references, page by page.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: comes after device.cocci, whose rules it uses

//: gup_fast_devmap_leaf of newer
@device_peer disable bitand_comm, not_int1@
identifier device.nr, device.flags, device.pages;
local idexpression int begin;
local idexpression struct page *pg;
@@
 if (!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(pg)) { //=! kernel gup_take(): no peer to peer memory that was not asked for
 	gup_fast_undo_dev_pagemap(nr, begin, flags, pages); //= core gup_leaf(): gives back what is not kept
 	break; //= core gup_leaf(): the walk ends at what was not kept
 }

@device_take@
identifier device.flags;
local idexpression struct page *pg;
local idexpression struct folio *fo;
@@
 fo = try_grab_folio_fast(pg, 1, flags); //=! kernel gup_take(): references, with the folio checked again

@device_taken@
identifier device.nr, device.flags, device.pages;
local idexpression int begin;
local idexpression struct folio *fo;
@@
 if (!fo) { //=! kernel gup_take(): none could be taken
 	gup_fast_undo_dev_pagemap(nr, begin, flags, pages); //= core gup_leaf(): gives back what is not kept
 	break; //= core gup_leaf(): the walk ends at what was not kept
 }

@device_keep@
identifier device.pfn, device.nr, device.pages;
local idexpression struct page *pg;
local idexpression struct folio *fo;
@@
(
 folio_set_referenced(fo); //= kernel gup_touch()
|
 pages[*nr] = pg; //=! core gup_walk_huge(): its pages, behind the recorded ones
|
 (*nr)++; //=! core gup_leaf(): how many are recorded
|
 pfn++; //=! core gup_walk_huge(): from page to page
)

//: gup_fast_devmap_leaf of older
@device_one@
identifier device.pfn, device.nr, device.flags, device.pages;
local idexpression int begin;
local idexpression struct page *pg;
@@
(
 SetPageReferenced(pg); //= kernel gup_touch()
|
 pages[*nr] = pg; //=! core gup_walk_huge(): its pages, behind the recorded ones
|
 if (unlikely(!try_grab_page(pg, flags))) { //=! kernel gup_take(): none could be taken
 	gup_fast_undo_dev_pagemap(nr, begin, flags, pages); //= core gup_leaf(): gives back what is not kept
 	break; //= core gup_leaf(): the walk ends at what was not kept
 }
|
 (*nr)++; //=! core gup_leaf(): how many are recorded
|
 pfn++; //=! core gup_walk_huge(): from page to page
)

//: gup_fast_devmap_leaf
@device_end@
identifier device.addr, device.end;
local idexpression struct dev_pagemap *pgmap;
@@
(
 put_dev_pagemap(pgmap); //=! kernel gup_device_drop()
|
 return addr == end; //=! core gup_leaf(): how many were kept
)
