// SPDX-License-Identifier: GPL-2.0
/// A table of ptes, continued: read one, and judge the copy.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: gup_pte_range
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
