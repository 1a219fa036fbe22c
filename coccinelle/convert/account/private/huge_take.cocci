// SPDX-License-Identifier: GPL-2.0
/// Huge leaves, continued: take references, look back, keep the pages.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: gup_huge_pmd (pmd pud) keeping pte
@pmd_check@
@@
(
 VM_BUG_ON(\(pte_flags(pte) & _PAGE_SPECIAL\|pmd_flags(pmd) & _PAGE_SPECIAL\|pte_special(pte)\)); //= dropped: debugging check of the page table, not of the walker
|
 VM_BUG_ON(!pfn_valid(\(pte_pfn(pte)\|pmd_pfn(pmd)\|pmd_val(pmd) >> PAGE_SHIFT\))); //= dropped: debugging check of the page table, not of the walker
|
 if (pmd_devmap(pmd)) //= core gup_usable(): a device's pages
 	return __gup_device_huge_pmd(pmd, addr, end, pages, nr); //= core gup_leaf(): a device's pagemap is held while its pages are taken
)

@pmd_none_yet@
@@
 refs = 0; //=! core gup_walk_huge(): its pages, behind the recorded ones

@pmd_first@
@@
(
 head = \(pte_page(pte)\|pmd_page(pmd)\); //=? op gup_pmd_page, value
|
 page = pmd_page(pmd) + ((addr & ~PMD_MASK) >> PAGE_SHIFT); //=? op gup_pmd_page, by default
)

@pmd_part@
@@
(
 page = head + ((addr & ~PMD_MASK) >> PAGE_SHIFT); //=? core gup_walk_huge(): the part of it that is wanted
|
 head = compound_head(page); //=? kernel gup_take(): references of what is no head are its head's
|
 tail = page; //= kernel gup_keep(): tails have a reference of their own
)

@pmd_loop@
expression whole;
@@
 \(addr += PAGE_SIZE, addr != end\&whole\) //=! core gup_walk_huge(): from page to page

@pmd_record@
@@
(
 VM_BUG_ON(compound_head(page) != head); //= kernel gup_take(): belongs to the head, checked with the reference held
|
 VM_BUG_ON_PAGE(compound_head(page) != head, page); //= kernel gup_take(): belongs to the head, checked with the reference held
|
 pages[*nr] = page; //=! core gup_walk_huge(): its pages, behind the recorded ones
|
 (*nr)++; //=! core gup_leaf(): how many are recorded
|
 page++; //=! core gup_walk_huge(): from page to page
|
 refs++; //=! core gup_walk_huge(): how many it takes
|
 if (PageTail(page)) //= kernel gup_keep(): tails have a reference of their own, after the look back
 	get_huge_page_tail(page);
)

@pmd_take@
@@
(
 get_head_page_multiple(head, refs); //=? kernel gup_take(): references on the head, never from zero, and with a look back
|
 if (\(!page_cache_add_speculative(head, refs)\|WARN_ON_ONCE(page_ref_count(head) < 0) || !page_cache_add_speculative(head, refs)\)) { //=? kernel gup_take(): none could be taken, as of a count below zero
 	*nr -= refs; //= core gup_leaf(): how many are recorded
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
)

@pmd_look_back@
@@
 if (unlikely(pmd_val(pmd) != pmd_val(*pmdp))) { //= op gup_pmd_same (Layout), asked by core gup_look_back()
 	*nr -= refs; //= core gup_leaf(): how many are recorded
 	while (refs--) //= kernel gup_put_pages()
 		put_page(head);
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

@pmd_tails@
@@
 while (refs--) { //= kernel gup_keep(): tails have a reference of their own, after the look back
 	if (PageTail(tail))
 		get_huge_page_tail(tail);
 	tail++;
 }

@pmd_done@
@@
 return 1; //=! core gup_leaf(): how many were kept
