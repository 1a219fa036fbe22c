// SPDX-License-Identifier: GPL-2.0
/// A huge leaf of device memory: its first page, and its look back.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_devmap_pmd_leaf (pmd pud)
@pmd_device@
typedef pmd_t;
identifier entry, slot, addr, end, flags, pages, nr;
@@
 gup_fast_devmap_pmd_leaf(pmd_t entry, pmd_t *slot, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //= core gup_leaf(): the same routine for a device's pages
 { ... }

@pmd_device_off@
identifier entry, slot, addr, end, flags, pages, nr;
@@
 gup_fast_devmap_pmd_leaf(pmd_t entry, pmd_t *slot, unsigned long addr, unsigned long end, unsigned int flags, struct page **pages, int *nr) //=* core gup_entry_device(): never so where the configuration has no such leaves
 {
 	BUILD_BUG(); //= core gup_entry_device(): never so where the configuration has no such leaves
 	return 0;
 }

@pmd_device_begin@
identifier pmd_device.nr, begin;
@@
 int begin = *nr; //= dropped: where an undo stops; the portable walker undoes a batch only

@pmd_device_first@
identifier pmd_device.entry, pmd_device.addr;
local idexpression unsigned long pfn;
@@
 pfn = pmd_pfn(entry) + ((addr & ~PMD_MASK) >> PAGE_SHIFT); //=! op gup_pmd_page (Layout)

@pmd_device_take@
identifier pmd_device.addr, pmd_device.end, pmd_device.flags, pmd_device.pages, pmd_device.nr;
local idexpression unsigned long pfn;
@@
 if (!gup_fast_devmap_leaf(pfn, addr, end, flags, pages, nr)) //=! core gup_leaf(): the same routine for a device's pages
 	return 0;

@pmd_device_look_back@
identifier pmd_device.entry, pmd_device.slot, pmd_device.flags, pmd_device.pages, pmd_device.nr;
local idexpression int begin;
@@
 if (unlikely(pmd_val(entry) != pmd_val(*slot))) { //=! op gup_pmd_same (Layout), asked by core gup_look_back()
 	gup_fast_undo_dev_pagemap(nr, begin, flags, pages); //= kernel gup_put_pages()
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

@pmd_device_done@
@@
 return 1; //=! core gup_leaf(): how many were kept
