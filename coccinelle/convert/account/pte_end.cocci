// SPDX-License-Identifier: GPL-2.0
/// A table of ptes, continued: look back, ask the policy, keep the page.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: comes after pte.cocci, whose rules it uses

//: gup_fast_pte_range
@pte_look_back@
identifier ptes.upper, ptes.upperp, ptes.flags, leave;
local idexpression pte_t entry;
local idexpression pte_t *slot;
local idexpression struct folio *fo;
@@
 if (unlikely(pmd_val(upper) != pmd_val(*upperp)) || unlikely(pte_val(entry) != pte_val(\(ptep_get(slot)\|*slot\)))) { //=! op gup_pte_same (Layout), asked by core gup_look_back() with the pmd above
 	gup_put_folio(fo, 1, flags); //= kernel gup_put_pages()
 	goto leave; //= core gup_leaf(): the walk ends at what was not kept
 }

//: gup_fast_pte_range of newer
@pte_admit@
identifier ptes.flags, leave;
local idexpression struct folio *fo;
@@
 if (!gup_fast_folio_allowed(fo, flags)) { //=! kernel gup_policy()
 	gup_put_folio(fo, 1, flags); //= kernel gup_put_pages()
 	goto leave; //= core gup_leaf(): the walk ends at what was not kept
 }

//: gup_fast_pte_range
@pte_part@
identifier ptes.flags, leave;
local idexpression pte_t entry;
local idexpression struct page *pg;
local idexpression struct folio *fo;
@@
 if (!pte_write(entry) && \(gup_must_unshare(NULL, flags, pg)\|gup_must_unshare(flags, pg)\)) { //=! kernel gup_needs_unshare()
 	gup_put_folio(fo, 1, flags); //= kernel gup_put_pages()
 	goto leave; //= core gup_leaf(): the walk ends at what was not kept
 }

@pte_accessible@
identifier ptes.flags, leave;
local idexpression struct page *pg;
local idexpression struct folio *fo;
local idexpression int ret;
@@
 if (flags & FOLL_PIN) { //=! kernel gup_accessible()
 	ret = \(arch_make_folio_accessible(fo)\|arch_make_page_accessible(pg)\);
 	if (ret) {
 		gup_put_folio(fo, 1, flags); //= kernel gup_put_pages()
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
