// SPDX-License-Identifier: GPL-2.0
/// The way down, continued: a leaf, a table of huge ptes, or a table of the next level.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: comes after descent.cocci, whose rules it uses

//: gup_fast_pmd_range (pmd) of newer
@pmd_either exists@
identifier pmd_range.addr, pmd_range.flags, pmd_range.pages, pmd_range.nr;
local idexpression pmd_t entry;
local idexpression pmd_t *slot;
local idexpression unsigned long next;
@@
 if (unlikely(pmd_leaf(entry))) { //=! op gup_pmd_leaf (Layout)
 	...
 	if (!gup_fast_pmd_leaf(entry, slot, addr, next, flags, pages, nr)) //=! core gup_walk_huge(): a huge leaf
 		return 0;
 } else if (!gup_fast_pte_range(entry, slot, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return 0;

//: gup_fast_pud_range (pud) of newer
@pud_either exists@
identifier pud_range.addr, pud_range.flags, pud_range.pages, pud_range.nr;
local idexpression pud_t entry;
local idexpression pud_t *slot;
local idexpression unsigned long next;
@@
 if (unlikely(pud_leaf(entry))) { //=! op gup_pud_leaf (Layout)
 	...
 	if (!gup_fast_pud_leaf(entry, slot, addr, next, flags, pages, nr)) //=! core gup_walk_huge(): a huge leaf
 		return 0;
 } else if (!gup_fast_pmd_range(slot, entry, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return 0;

//: gup_fast_pmd_range (pmd) of older
@pmd_any exists@
identifier pmd_range.addr, pmd_range.flags, pmd_range.pages, pmd_range.nr;
local idexpression pmd_t entry;
local idexpression pmd_t *slot;
local idexpression unsigned long next;
@@
 if (unlikely(pmd_trans_huge(entry) || pmd_huge(entry) || pmd_devmap(entry))) { //=! op gup_pmd_leaf (Layout)
 	...
 	if (!gup_fast_pmd_leaf(entry, slot, addr, next, flags, pages, nr)) //=! core gup_walk_huge(): a huge leaf
 		return 0;
 } else if (unlikely(is_hugepd(__hugepd(pmd_val(entry))))) { //=! op gup_hugepd_shift (Layout)
 	if (!gup_huge_pd(__hugepd(pmd_val(entry)), addr, PMD_SHIFT, next, flags, pages, nr)) //=! core gup_step_hugepd(): a table of huge ptes
 		return 0;
 } else if (!gup_fast_pte_range(entry, slot, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return 0;

//: gup_fast_pud_range (pud) of older
@pud_any@
identifier pud_range.addr, pud_range.flags, pud_range.pages, pud_range.nr;
local idexpression pud_t entry;
local idexpression pud_t *slot;
local idexpression unsigned long next;
@@
 if (unlikely(pud_huge(entry) || pud_devmap(entry))) { //=! op gup_pud_leaf (Layout)
 	if (!gup_fast_pud_leaf(entry, slot, addr, next, flags, pages, nr)) //=! core gup_walk_huge(): a huge leaf
 		return 0;
 } else if (unlikely(is_hugepd(__hugepd(pud_val(entry))))) { //=! op gup_hugepd_shift (Layout)
 	if (!gup_huge_pd(__hugepd(pud_val(entry)), addr, PUD_SHIFT, next, flags, pages, nr)) //=! core gup_step_hugepd(): a table of huge ptes
 		return 0;
 } else if (!gup_fast_pmd_range(slot, entry, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return 0;

//: gup_fast_pmd_range (pmd)
@pmd_hint@
identifier pmd_range.flags;
local idexpression pmd_t entry;
@@
 if (\(pmd_protnone(entry)\|pmd_protnone(entry) && !gup_can_follow_protnone(flags)\)) //=+ op gup_pmd_permitted (Layout)
 	return 0;

//: gup_fast_p4d_range (p4d)
@p4d_no_leaf@
typedef p4d_t;
local idexpression p4d_t entry;
@@
 BUILD_BUG_ON(\(p4d_leaf(entry)\|p4d_huge(entry)\)); //= core gup_entry_table(): a p4d leaf, if there ever is one, is left to the slow path

//: gup_fast_p4d_range (p4d) of newer
@p4d_down@
identifier p4d_range.addr, p4d_range.flags, p4d_range.pages, p4d_range.nr;
local idexpression p4d_t entry;
local idexpression p4d_t *slot;
local idexpression unsigned long next;
@@
 if (!gup_fast_pud_range(slot, entry, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return 0;

//: gup_fast_p4d_range (p4d) of older
@p4d_any@
identifier p4d_range.addr, p4d_range.flags, p4d_range.pages, p4d_range.nr;
local idexpression p4d_t entry;
local idexpression p4d_t *slot;
local idexpression unsigned long next;
@@
 if (unlikely(is_hugepd(__hugepd(p4d_val(entry))))) { //=! op gup_hugepd_shift (Layout)
 	if (!gup_huge_pd(__hugepd(p4d_val(entry)), addr, P4D_SHIFT, next, flags, pages, nr)) //=! core gup_step_hugepd(): a table of huge ptes
 		return 0;
 } else if (!gup_fast_pud_range(slot, entry, addr, next, flags, pages, nr)) //=! core gup_descend(): one level down
 	return 0;

//: gup_fast_pmd_range (pmd pud p4d)
@pmd_done@
@@
 return 1; //=! core gup_walk_piece(): true as long as all was taken
