// SPDX-License-Identifier: GPL-2.0
/// A huge pte, be it of a table of them or an upper entry.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: gup_hugepte
@hugepte@
typedef pte_t;
@@
 gup_hugepte(pte_t *ptep, unsigned long sz, unsigned long addr, unsigned long end, int write, struct page **pages, int *nr) //= core gup_walk_huge(): a huge leaf
 { ... }

@hugepte_bits@
@@
 unsigned long mask; //= op gup_pmd_permitted and gup_pud_permitted, as it stands

@hugepte_copy@
typedef pte_t;
@@
 pte_t pte; //= op gup_pmd_permitted and gup_pud_permitted and gup_pmd_page and gup_pud_page, as it stands

@hugepte_part_end@
@@
(
 pte_end = (addr + sz) & ~(sz-1); //=! core gup_walk_piece(): up to where the entry ends
|
 if (pte_end < end) //= core gup_walk_piece(): up to where the entry ends
 	end = pte_end;
)

@hugepte_read@
@@
 pte = \(ACCESS_ONCE(*ptep)\|READ_ONCE(*ptep)\|*ptep\); //=! op gup_pmd_permitted and gup_pud_permitted and gup_pmd_page and gup_pud_page, copy

@hugepte_need@
@@
(
 mask = _PAGE_PRESENT | _PAGE_USER; //=! op gup_pmd_permitted and gup_pud_permitted, as it stands
|
 if (write) //= op gup_pmd_permitted and gup_pud_permitted, as it stands
 	mask |= _PAGE_RW;
)

@hugepte_permitted@
@@
 if ((pte_val(pte) & mask) != mask) //=! op gup_pmd_permitted and gup_pud_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken

@hugepte_splitting@
@@
 if (pmd_trans_splitting(pte_pmd(pte))) //= op gup_pmd_permitted and gup_pud_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken

@hugepte_valid@
@@
 VM_BUG_ON(!pfn_valid(pte_pfn(pte))); //= dropped: debugging check of the page table, not of the walker

@hugepte_none_yet@
@@
 refs = 0; //=! core gup_walk_huge(): its pages, behind the recorded ones

@hugepte_first@
@@
 head = pte_page(pte); //=! op gup_pmd_page and gup_pud_page, value

@hugepte_part@
@@
(
 page = head + ((addr & (sz-1)) >> PAGE_SHIFT); //=! core gup_walk_huge(): the part of it that is wanted
|
 tail = page; //= kernel gup_keep(): tails have a reference of their own
)

@hugepte_loop@
expression whole;
@@
 \(addr += PAGE_SIZE, addr != end\&whole\) //=! core gup_walk_huge(): from page to page

@hugepte_record@
@@
(
 VM_BUG_ON(compound_head(page) != head); //= kernel gup_take(): belongs to the head, checked with the reference held
|
 pages[*nr] = page; //=! core gup_walk_huge(): its pages, behind the recorded ones
|
 (*nr)++; //=! core gup_leaf(): how many are recorded
|
 page++; //=! core gup_walk_huge(): from page to page
|
 refs++; //=! core gup_walk_huge(): how many it takes
)

@hugepte_take@
@@
 if (!page_cache_add_speculative(head, refs)) { //=! kernel gup_take(): none could be taken
 	*nr -= refs; //= core gup_leaf(): how many are recorded
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
 }

@hugepte_look_back@
@@
 if (unlikely(pte_val(pte) != pte_val(*ptep))) { //=! op gup_pte_same (Layout), asked by core gup_look_back()
 	*nr -= refs; //= core gup_leaf(): how many are recorded
 	while (refs--) //= kernel gup_put_pages()
 		put_page(\(head\|page\));
 	return 0; //= core gup_leaf(): the walk ends at what was not kept
 }

@hugepte_tails@
@@
 while (refs--) { //= kernel gup_keep(): tails have a reference of their own, after the look back
 	if (PageTail(tail))
 		get_huge_page_tail(tail);
 	tail++;
 }

@hugepte_done@
@@
 return 1; //=! core gup_leaf(): how many were kept
