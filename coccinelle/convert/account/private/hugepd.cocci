// SPDX-License-Identifier: GPL-2.0
/// Tables of huge ptes, of which powerpc has the half of its walker elsewhere.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: hugepte_addr_end
@hugepte_end@
@@
 hugepte_addr_end(unsigned long addr, unsigned long end, unsigned long sz) //= core gup_walk_piece(): up to where the entry ends
 {
 	unsigned long __boundary = (addr + sz) & ~(sz-1); //= core gup_walk_piece(): up to where the entry ends
 	return (__boundary - 1 < end - 1) ? __boundary : end; //= core gup_walk_piece(): up to where the entry ends
 }

//: gup_hugepd
@hugepd_walk@
typedef hugepd_t;
@@
 gup_hugepd(hugepd_t *hugepd, unsigned pdshift, unsigned long addr, unsigned long end, int write, struct page **pages, int *nr) //= core gup_step_hugepd(): a table of huge ptes
 { ... }

@hugepd_size@
@@
 unsigned long sz = 1UL << hugepd_shift(*hugepd); //=! op gup_hugepd_shift, hugepd

@hugepd_slot@
@@
 ptep = hugepte_offset(hugepd, addr, pdshift); //=! op gup_hugepd_offset, hugepd

@hugepd_loop@
expression whole;
@@
 \(ptep++, addr = next, addr != end\&whole\) //=! core gup_walk_piece(): from leaf to leaf

@hugepd_next@
@@
 next = hugepte_addr_end(addr, end, sz); //=! core gup_walk_piece(): up to where the entry ends

@hugepd_leaf@
@@
 if (!gup_hugepte(ptep, sz, addr, \(end\|next\), write, pages, nr)) //=! core gup_walk_huge(): a huge leaf
 	return 0;

@hugepd_done@
@@
 return 1; //=! core gup_walk_piece(): on to the next
