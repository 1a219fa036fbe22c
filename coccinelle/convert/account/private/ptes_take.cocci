// SPDX-License-Identifier: GPL-2.0
/// A table of ptes, continued: take a reference, look back, keep the page.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: gup_pte_range
@pte_head@
@@
 head = compound_head(page); //= kernel gup_take(): references of a tail are its head's, too

// Some hold that a page cannot go away while interrupts are off, and take it as it is.
@pte_take@
@@
(
 get_page(page); //=? kernel gup_take(): never from zero, and with a look back
|
 if (\(!page_cache_get_speculative(\(page\|head\))\|WARN_ON_ONCE(page_ref_count(head) < 0) || !page_cache_get_speculative(head)\)) //=? kernel gup_take(): none could be taken, as of a count below zero
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
)

@pte_look_back@
@@
 if (unlikely(pte_val(pte) != pte_val(*ptep))) { //= op gup_pte_same (Layout), asked by core gup_look_back()
 	put_page(\(page\|head\)); //= kernel gup_put_pages()
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

@pte_tail@
@@
(
 if (head != page) //= kernel gup_take(): a tail that a pte maps
 	get_huge_page_tail(page);
|
 VM_BUG_ON_PAGE(compound_head(page) != head, page); //= kernel gup_take(): belongs to the head, checked with the reference held
|
 put_dev_pagemap(pgmap); //= kernel gup_device_drop()
)

@pte_cache@
@@
(
 __flush_anon_page(page, addr); //= op gup_range_permitted, by default
|
 flush_dcache_page(page); //= op gup_range_permitted, by default
)

@pte_touch@
@@
 SetPageReferenced(page); //= op GUP_SETS_REFERENCED

@pte_record@
@@
(
 pages[*nr] = page; //=! core gup_judge(): its pages, behind the recorded ones
|
 (*nr)++; //=! core gup_leaf(): how many are recorded
)

@pte_all@
@@
 if (addr == end) //= core gup_leaf(): how many were kept
 	ret = 1;

@pte_unmapped@
@@
 pte_unmap(\(ptep - 1\|ptem\)); //= kernel gup_pte_unmap()

@pte_done@
@@
(
 return 1; //=? core gup_leaf(): how many were kept
|
 return ret; //=? core gup_leaf(): how many were kept
)
