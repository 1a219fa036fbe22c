// SPDX-License-Identifier: GPL-2.0
/// A device's pages in a private walker: its pagemap is held while they are taken.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: undo_dev_pagemap
@undo@
@@
 undo_dev_pagemap(int *nr, int nr_start, struct page **pages) //= core gup_leaf(): what was kept before is mapped memory, and stays
 { ... }

@undo_each@
@@
 while ((*nr) - nr_start) { //=! core gup_leaf(): what was kept before is mapped memory, and stays
 	struct page *page = pages[--(*nr)];
 	ClearPageReferenced(page);
 	put_page(page);
 }

//: __gup_device_huge_pmd (pmd pud)
@pmd_device@
@@
 __gup_device_huge_pmd(pmd_t pmd, unsigned long addr, unsigned long end, struct page **pages, int *nr) //= core gup_walk_huge(): a huge leaf of a device
 { ... }

@pmd_device_first@
@@
 unsigned long pfn = pmd_pfn(pmd); //= core gup_walk_huge(): the part of it that is wanted

@pmd_device_part@
@@
(
 pfn += (addr & ~PMD_MASK) >> PAGE_SHIFT; //=? core gup_walk_huge(): the part of it that is wanted
|
 fault_pfn = pmd_pfn(pmd) + ((addr & ~PMD_MASK) >> PAGE_SHIFT); //=? core gup_walk_huge(): the part of it that is wanted
)

//: __gup_device_huge
@device@
@@
 __gup_device_huge(unsigned long pfn, unsigned long addr, unsigned long end, struct page **pages, int *nr) //= core gup_walk_huge(): a huge leaf of a device
 { ... }

//: __gup_device_huge, __gup_device_huge_pmd, __gup_device_huge_pud
@device_nothing@
@@
(
 int nr_start = *nr; //= core gup_leaf(): what was kept before stays
|
 struct dev_pagemap *pgmap = NULL; //= core gup_leaf(): a device's pagemap is held while its pages are taken
)

@device_loop@
expression whole;
@@
 \(addr += PAGE_SIZE, addr != end\&whole\) //= core gup_walk_huge(): from page to page

@device_page@
@@
 struct page *page = pfn_to_page(pfn); //= core gup_walk_huge(): from page to page

@device_hold@
@@
(
 pgmap = get_dev_pagemap(pfn, pgmap); //=? kernel gup_device_hold()
|
 return __gup_device_huge(fault_pfn, addr, end, pages, nr); //=? core gup_walk_huge(): a huge leaf of a device
)

@device_gone@
@@
 if (unlikely(!pgmap)) { //= core gup_leaf(): the pagemap went away
 	undo_dev_pagemap(nr, nr_start, pages); //= core gup_leaf(): what was kept before is mapped memory, and stays
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }

@device_record@
@@
(
 SetPageReferenced(page); //= op GUP_SETS_REFERENCED
|
 pages[*nr] = page; //= core gup_walk_huge(): its pages, behind the recorded ones
|
 get_page(page); //= kernel gup_take(): never from zero, and with a look back
|
 put_dev_pagemap(pgmap); //= kernel gup_device_drop()
|
 (*nr)++; //= core gup_leaf(): how many are recorded
|
 pfn++; //= core gup_walk_huge(): from page to page
)

@device_done@
@@
 return 1; //= core gup_leaf(): how many were kept
