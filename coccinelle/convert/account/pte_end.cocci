// SPDX-License-Identifier: GPL-2.0
/// A table of ptes, continued: keep the page, and leave the table.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: comes after pte.cocci, whose rules it uses

//: gup_fast_pte_range
@pte_accessible@
identifier ptes.flags, leave;
local idexpression struct folio *fo;
local idexpression int ret;
@@
 if (flags & FOLL_PIN) { //=! kernel gup_accessible()
 	ret = arch_make_folio_accessible(fo);
 	if (ret) {
 		gup_put_folio(fo, 1, flags); //= kernel gup_give()
 		goto leave; //= core gup_leaf(): the walk ends at what was not kept
 	}
 }

@pte_keep@
identifier ptes.pages, ptes.nr;
local idexpression struct page *pg;
local idexpression struct folio *fo;
@@
(
 folio_set_referenced(fo); //= kernel gup_touch()
|
 pages[*nr] = pg; //=! core gup_judge(): the page, behind the recorded ones
|
 (*nr)++; //=! core gup_leaf(): how many are recorded
)

@ptes_all@
local idexpression int ret;
@@
 ret = 1; //=! core gup_walk_ptes(): true if all were taken

@ptes_leave@
identifier leave;
local idexpression struct dev_pagemap *pgmap;
local idexpression pte_t *table;
local idexpression int ret;
@@
 leave: //=! core gup_walk_ptes(): one way out
 if (pgmap) //= kernel gup_device_drop()
 	put_dev_pagemap(pgmap);
 pte_unmap(table); //=! kernel gup_pte_unmap()
 return ret; //= core gup_walk_ptes(): true if all were taken
