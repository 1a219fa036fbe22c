// SPDX-License-Identifier: GPL-2.0
/// The way down in a private walker: read an entry, judge it, step.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: gup_pmd_range (pmd pud p4d)
@pmd_range@
parameter list[n] above;
@@
 gup_pmd_range(above, unsigned long addr, unsigned long end, int write, struct page **pages, int *nr) //= core gup_walk_piece(): from table to table
 { ... }

@pmd_slot@
typedef pmd_t, pud_t;
@@
 pmdp = \(pmd_offset(&pud, addr)\|(pmd_t *) pud\|(pmd_t *) pudp\); //= op gup_pmd_offset, step

//: gup_pmd_range (pmd pud p4d)
@pmd_deeper@
typedef pmd_t;
@@
 if ((pud_val(pud) & _REGION_ENTRY_TYPE_MASK) == \(_REGION_ENTRY_TYPE_R3\|_REGION_ENTRY_TYPE_R2\|_REGION_ENTRY_TYPE_R1\)) //= op gup_pmd_offset, step
 	pmdp = (pmd_t *) pud_deref(pud);

@pmd_indexed@
@@
 pmdp += (pmd_index(addr)); //= op gup_pmd_offset, step

@pmd_loop_entries@
expression whole;
@@
 \(pmdp++, addr = next, addr != end\&whole\) //=! core gup_walk_piece(): from table to table

@pmd_read@
typedef pmd_t;
@@
(
 pmd_t pmd = \(ACCESS_ONCE(*pmdp)\|READ_ONCE(*pmdp)\|*pmdp\); //= op gup_pmd_get (Atomic read)
|
 pmd = *pmdp; //= op gup_pmd_get (Atomic read)
)

@pmd_read_once@
@@
 barrier(); //= op gup_pmd_get (Atomic read): reads once

@pmd_next@
@@
 next = pmd_addr_end(addr, end); //=! core gup_walk_piece(): up to where the entry ends

//: gup_pmd_range (pmd pud p4d) keeping pte
@pmd_hole@
@@
(
 if (pmd_none(pmd)) //=? core gup_entry_table(): a hole
 	return 0; //= core gup_walk_piece(): the walk ends at a hole
|
 if (pmd_none(pmd) || pmd_trans_splitting(pmd)) //=? op gup_pmd_permitted, refused if
 	return 0; //= core gup_walk_piece(): the walk ends at a hole
)

//: gup_p4d_range (p4d)
@p4d_leafless@
@@
 BUILD_BUG_ON(p4d_large(p4d)); //= core gup_entry_table(): a leaf above the pud counts as no table

//: gup_pmd_range (pmd pud) keeping pte
@pmd_leaf@
statement S1, S2;
@@
 if (unlikely(\(pmd_large(pmd) || !pmd_present(pmd)\|pmd_huge(pmd) || pmd_large(pmd)\|pmd_large(pmd)\|pmd_huge(pmd)\))) //= op gup_pmd_leaf, if
 	S1 //=-
 else S2 //=-

@pmd_hint@
@@
 if (\(pmd_numa(pmd)\|pmd_protnone(pmd)\)) //= op gup_pmd_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken

@pmd_huge_leaf@
typedef pte_t;
@@
 if (!\(gup_huge_pmd(..., addr, next, write, pages, nr)\|gup_hugepte((pte_t *)pmdp, PMD_SIZE, addr, next, write, pages, nr)\)) //= core gup_walk_huge(): a huge leaf
 	return 0;

@pmd_hugepd@
statement S1, S2;
@@
 if (is_hugepd(pmdp)) //= op gup_hugepd_shift, hugepd
 	S1 //=-
 else S2 //=-

@pmd_hugepd_table@
typedef hugepd_t;
@@
 if (!gup_hugepd((hugepd_t *)pmdp, PMD_SHIFT, addr, next, write, pages, nr)) //= core gup_step_hugepd(): a table of huge ptes
 	return 0;

//: gup_pmd_range (pmd pud p4d)
@pmd_below@
@@
 if (!gup_pte_range(..., addr, next, write, pages, nr)) //=! core gup_descend(): one level down
 	return 0; //= core gup_walk_piece(): the walk ends at what was not taken

@pmd_range_done@
@@
 return 1; //=! core gup_walk_piece(): on to the next
