// SPDX-License-Identifier: GPL-2.0
/// Device memory with struct pages, and how its references are undone.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_undo_dev_pagemap
@undo exists@
identifier nr, begin, flags, pages;
@@
 gup_fast_undo_dev_pagemap(int *nr, int begin, unsigned int flags, struct page **pages) //= kernel gup_put_pages(): of a batch
 { ... }

//: gup_fast_undo_dev_pagemap of newer
@undo_each@
identifier undo.nr, undo.begin, undo.flags, undo.pages, fo;
@@
 while ((*nr) - begin) { //=! kernel gup_put_pages(): of a batch
 	struct folio *fo = page_folio(pages[--(*nr)]); //= kernel gup_put_pages(): of a batch
 	folio_clear_referenced(fo); //= dropped: a page counts as used only when it is kept
 	gup_put_folio(fo, 1, flags); //= kernel gup_put_pages(): of a batch
 }

//: gup_fast_undo_dev_pagemap of older
@undo_page@
identifier undo.nr, undo.begin, undo.flags, undo.pages, pg;
@@
 while ((*nr) - begin) { //=! kernel gup_put_pages(): of a batch
 	struct page *pg = pages[--(*nr)]; //= kernel gup_put_pages(): of a batch
 	ClearPageReferenced(pg); //= dropped: a page counts as used only when it is kept
 	if (flags & FOLL_PIN) //= kernel gup_put_pages(): of a batch
 		unpin_user_page(pg);
 	else
 		put_page(pg);
 }

//: gup_fast_unpin_user_pages
@unpin@
identifier pages, nr;
@@
 gup_fast_unpin_user_pages(struct page **pages, unsigned long nr) //= kernel gup_put_pages(): of a whole call
 { ... }

@unpin_each@
identifier unpin.pages, unpin.nr;
local idexpression unsigned long i;
local idexpression unsigned int run;
local idexpression struct folio *fo;
@@
 for (i = 0; i < nr; i += run) { //=! kernel gup_put_pages(): of a whole call
 	fo = gup_folio_next(pages, nr, i, &run); //= kernel gup_run(): a run of one folio
 	gup_put_folio(fo, run, FOLL_PIN); //= kernel gup_put_pages(): of a whole call
 }

//: gup_fast_devmap_leaf
@device@
identifier pfn, addr, end, flags, pages, nr;
@@
 gup_fast_devmap_leaf(unsigned long pfn, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_leaf(): the same routine for a device's pages
 { ... }

@device_begin@
identifier device.nr, begin;
@@
 int begin = *nr; //= dropped: where an undo stops; the portable walker undoes a batch only

@device_none@
identifier pgmap;
@@
 struct dev_pagemap *pgmap = NULL; //= dropped: local variable of the old walker

@device_loop@
identifier device.addr, device.end;
expression whole;
@@
 \(addr += PAGE_SIZE, addr != end\&whole\) //=! core gup_leaf(): for the pages of the batch

@device_page@
identifier device.pfn, pg;
@@
 struct page *pg = pfn_to_page(pfn); //=! op gup_pmd_page, gup_pud_page (Layout)

@device_hold@
identifier device.pfn;
local idexpression struct dev_pagemap *pgmap;
@@
 pgmap = get_dev_pagemap(pfn, pgmap); //=! kernel gup_device_hold()

@device_held@
identifier device.nr, device.flags, device.pages;
local idexpression int begin;
local idexpression struct dev_pagemap *pgmap;
@@
 if (unlikely(!pgmap)) { //=! kernel gup_device_hold(): the device went away
 	gup_fast_undo_dev_pagemap(nr, begin, flags, pages); //= core gup_leaf(): gives back what is not kept
 	break; //= core gup_leaf(): the walk ends at what was not kept
 }
