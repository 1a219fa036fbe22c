// SPDX-License-Identifier: GPL-2.0
/// A table of ptes in a private walker: judge the copy, take a reference.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: gup_get_pte
@get_pte@
typedef pte_t;
@@
 gup_get_pte(pte_t *ptep) //=* op gup_pte_get, whole
 { ... }

//: pte_allows_gup
@allows@
@@
 pte_allows_gup(unsigned long pteval, int write) //=* op gup_pte_permitted and gup_pmd_permitted and gup_pud_permitted, whole
 { ... }

//: gup_pte_range
@ptes@
parameter list[n] above;
@@
 gup_pte_range(above, unsigned long addr, unsigned long end, int write, struct page **pages, int *nr) //= core gup_walk_ptes(): a table of ptes
 { ... }

@pte_mask@
type T;
@@
 T mask; //= op gup_pte_permitted, as it stands

@pte_result@
type T;
@@
 T result; //= op gup_pte_permitted, as it stands

@pte_mapped@
typedef pte_t;
@@
(
 pte_t *ptep = pte_offset_map(&pmd, addr); //= kernel gup_pte_map()
|
 struct dev_pagemap *pgmap = NULL; //= core gup_leaf(): a device's pagemap is held for one page, and no longer
|
 int nr_start = *nr; //= core gup_leaf(): what was kept before stays
)

@pte_none_yet@
@@
 int ret = 0; //= core gup_leaf(): how many were kept

// What a pte must have, in the tree's own words. sparc64's ask for the privileged
// bit, which ptes of user space never have.
@pte_need_of_type@
@@
 if (tlb_type == hypervisor) { //= op gup_pte_permitted, as it stands
 	result = _PAGE_PRESENT_4V|_PAGE_P_4V; //= op gup_pte_permitted, bug privileged-4v
 	if (write) //= op gup_pte_permitted, as it stands
 		result |= _PAGE_WRITE_4V;
 } else {
 	result = _PAGE_PRESENT_4U|_PAGE_P_4U; //= op gup_pte_permitted, bug privileged-4u
 	if (write) //= op gup_pte_permitted, as it stands
 		result |= _PAGE_WRITE_4U;
 }

@pte_need@
expression bits;
@@
(
 mask = (write ? _PAGE_PROTECT : 0) | _PAGE_INVALID | _PAGE_SPECIAL; //=+ op gup_pte_permitted, as it stands
|
 mask = result | _PAGE_SPECIAL; //=+ op gup_pte_permitted, as it stands
|
 mask = _PAGE_PRESENT|_PAGE_USER; //=+ op gup_pte_permitted, as it stands
|
 result = \(_PAGE_PRESENT|_PAGE_USER\|_PAGE_PRESENT | _PAGE_USER | _PAGE_READ\|_PAGE_PRESENT | _PAGE_EXT(bits)\); //=+ op gup_pte_permitted, as it stands
|
 if (write) //=+ op gup_pte_permitted, as it stands
 	mask |= _PAGE_RW;
|
 if (write) //=+ op gup_pte_permitted, as it stands
 	result |= \(_PAGE_RW\|_PAGE_WRITE\|_PAGE_EXT(bits)\);
)

@pte_map@
typedef pte_t;
@@
(
 ptep = \(pte_offset_map(&pmd, addr)\|pte_offset_kernel(&pmd, addr)\|((pte_t *) pmd_deref(pmd)) + pte_index(addr)\); //= kernel gup_pte_map()
|
 ptem = ptep = pte_offset_map(&pmd, addr); //= kernel gup_pte_map()
)

@pte_loop@
expression whole;
@@
 \(ptep++, addr += PAGE_SIZE, addr != end\&whole\) //=! core gup_walk_ptes(): from pte to pte, a batch at a time

@pte_read@
typedef pte_t;
@@
(
 pte_t pte = gup_get_pte(ptep); //= op gup_pte_get (Atomic read)
|
 pte_t pte = \(ACCESS_ONCE(*ptep)\|READ_ONCE(*ptep)\|*ptep\); //= op gup_pte_get (Atomic read), by default
|
 pte = *ptep; //= op gup_pte_get (Atomic read), by default
)

@pte_read_once@
@@
 barrier(); //= op gup_pte_get (Atomic read), by default: reads once

@pte_hint@
@@
(
 if (\(pte_numa(pte)\|pte_protnone(pte)\)) { //= op gup_pte_permitted, refused if
 	pte_unmap(ptep); //= core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
|
 if (\(pte_numa(pte)\|pte_protnone(pte)\)) //= op gup_pte_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
|
 if (pte_protnone(pte)) //= op gup_pte_permitted, refused if
 	break; //= core gup_leaf(): the walk ends at what was not taken
)

// A page of a device goes away with its pagemap: the reference on that comes first.
@pte_device@
statement S1, S2;
@@
 if (pte_devmap(pte)) //=+ core gup_usable(): a device's page
 	S1 //=-
 else S2 //=-

@pte_device_hold@
@@
 pgmap = get_dev_pagemap(pte_pfn(pte), pgmap); //=+ kernel gup_device_hold()

@pte_device_gone@
@@
(
 if (unlikely(!pgmap)) { //=+ core gup_leaf(): the pagemap went away
 	undo_dev_pagemap(nr, nr_start, pages); //=+ core gup_leaf(): what was kept before is mapped memory, and stays
 	pte_unmap(ptep); //=+ core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //=+ core gup_leaf(): the walk ends at what was not taken
 }
|
 if (unlikely(!pgmap)) { //=+ core gup_leaf(): the pagemap went away
 	undo_dev_pagemap(nr, nr_start, pages); //=+ core gup_leaf(): what was kept before is mapped memory, and stays
 	break; //=+ core gup_leaf(): the walk ends at what was not taken
 }
)

@pte_permitted@
@@
(
 if ((pte_flags(pte) & (mask | _PAGE_SPECIAL)) != mask) { //=? op gup_pte_permitted, refused if
 	pte_unmap(ptep); //= core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
|
 if ((pte_val(pte) & mask) != result) { //=? op gup_pte_permitted, refused if
 	pte_unmap(ptep); //= core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
|
 if (!pte_present(pte) || pte_special(pte) || (write && !pte_write(pte))) { //=? op gup_pte_permitted, bug prot-none
 	pte_unmap(ptep); //= core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
|
 if ((pte_val(pte) & mask) != \(result\|0\)) //=? op gup_pte_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
|
 if (!pte_allows_gup(pte_val(pte), write)) { //=? op gup_pte_permitted, refused if
 	pte_unmap(ptep); //= core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
|
 if (!pte_allows_gup(pte_val(pte), write)) //=? op gup_pte_permitted, refused if
 	break; //= core gup_leaf(): the walk ends at what was not taken
|
 if (!pte_allows_gup(pte_val(pte), write) || pte_special(pte)) { //=? op gup_pte_permitted, bug device-unasked
 	pte_unmap(ptep); //= core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
)

@pte_not_special@
@@
(
 if (pte_special(pte)) { //= op gup_pte_special (Special bit), by default
 	pte_unmap(ptep); //= core gup_walk_ptes(): unmapped once, whatever the end
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }
|
 if (pte_special(pte)) //= op gup_pte_special (Special bit), by default
 	break; //= core gup_leaf(): the walk ends at what was not taken
)

@pte_valid@
@@
 VM_BUG_ON(!pfn_valid(pte_pfn(pte))); //= dropped: debugging check of the page table, not of the walker

@pte_page@
@@
 page = pte_page(pte); //=! op gup_pte_page, value

@pte_head@
@@
 head = compound_head(page); //= kernel gup_take(): references of a tail are its head's, too

// Some hold that a page cannot go away while interrupts are off, and take it as it is.
@pte_take@
@@
(
 get_page(page); //=? kernel gup_take(): never from zero, and with a look back
|
 if (!page_cache_get_speculative(\(page\|head\))) //=? kernel gup_take(): none could be taken
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
)

@pte_look_back@
@@
 if (unlikely(pte_val(pte) != pte_val(*ptep))) { //= op gup_pte_same (Layout), asked by core gup_look_back()
 	put_page(\(page\|head\)); //= kernel gup_give()
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
 __flush_anon_page(page, addr); //= op gup_pte_kept, as it stands
|
 flush_dcache_page(page); //= op gup_pte_kept, as it stands
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
