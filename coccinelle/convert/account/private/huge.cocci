// SPDX-License-Identifier: GPL-2.0
/// Huge leaves of a private walker: judge the copy, take references, look back.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: get_head_page_multiple
@head_pages@
@@
 get_head_page_multiple(struct page *page, int nr) //= kernel gup_take(): references of a huge leaf on its head
 { ... }

@head_pages_take@
@@
(
 VM_BUG_ON(page != compound_head(page)); //= kernel gup_take(): belongs to the head, checked with the reference held
|
 VM_BUG_ON_PAGE(page != compound_head(page), page); //= kernel gup_take(): belongs to the head, checked with the reference held
|
 VM_BUG_ON(page_count(page) == 0); //= kernel gup_take(): never from zero
|
 VM_BUG_ON_PAGE(page_count(page) == 0, page); //= kernel gup_take(): never from zero
|
 atomic_add(nr, &page->_count); //=? kernel gup_take(): never from zero, and with a look back
|
 page_ref_add(page, nr); //=? kernel gup_take(): never from zero, and with a look back
|
 SetPageReferenced(page); //= op GUP_SETS_REFERENCED
)

//: gup_huge_pmd (pmd pud) keeping pte
@pmd_huge@
parameter list[n] entries;
@@
 gup_huge_pmd(entries, unsigned long addr, unsigned long end, int write, struct page **pages, int *nr) //= core gup_walk_huge(): a huge leaf
 { ... }

@pmd_as_pte@
typedef pte_t;
@@
 pte_t pte = *(pte_t *)&pmd; //= op gup_pmd_permitted and gup_pmd_page, as it stands

@pmd_mask@
type T;
@@
 T mask; //= op gup_pmd_permitted, as it stands

@pmd_result@
type T;
@@
 T result; //= op gup_pmd_permitted, as it stands

@pmd_need@
@@
(
 mask = PMD_HUGE_PRESENT; //= op gup_pmd_permitted, as it stands
|
 mask = _PAGE_PRESENT|_PAGE_USER; //= op gup_pmd_permitted, as it stands
|
 mask = (write ? \(_SEGMENT_ENTRY_PROTECT\|_REGION_ENTRY_PROTECT\) : 0) | \(_SEGMENT_ENTRY_INVALID\|_REGION_ENTRY_INVALID\); //= op gup_pmd_permitted, as it stands
|
 if (write) //= op gup_pmd_permitted, as it stands
	mask |= \(_PAGE_RW\|PMD_HUGE_WRITE\);
)

@pmd_need_inverted@
@@
(
 result = write ? 0 : _SEGMENT_ENTRY_PROTECT; //= op gup_pmd_permitted, bug inverted-write
|
 mask = result | _SEGMENT_ENTRY_INVALID; //= op gup_pmd_permitted, bug inverted-write-mask
)

@pmd_valid_bit@
@@
 if (!(pmd_val(pmd) & _PAGE_VALID)) //= op gup_pmd_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken

@pmd_permitted@
@@
(
 if ((\(pte_flags(pte)\|pmd_flags(pmd)\) & mask) != mask) //=? op gup_pmd_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
|
 if ((pmd_val(pmd) & mask) != \(result\|0\|mask\)) //=? op gup_pmd_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
|
 if (!pte_allows_gup(\(pmd_val(pmd)\|pte_val(pte)\), write)) //=? op gup_pmd_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
|
 if (write && !pte_write(pte)) //=? op gup_pmd_permitted, bug prot-none-huge
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
|
 if (write && !pmd_write(pmd)) //=? op gup_pmd_permitted, refused if
 	return 0; //= core gup_leaf(): the walk ends at what was not taken
)
