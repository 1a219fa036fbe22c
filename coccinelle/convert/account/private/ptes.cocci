// SPDX-License-Identifier: GPL-2.0
/// A table of ptes in a private walker: what a pte must have.
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
