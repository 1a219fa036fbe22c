// SPDX-License-Identifier: GPL-2.0
/// References: take them on a folio that may go away, give them back.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: record_subpages of newer
@record@
identifier pg, size, addr, end, pages;
@@
 record_subpages(struct page *pg, unsigned long size, unsigned long addr, unsigned long end, struct page **pages) //= core gup_walk_huge(): the pages of a huge leaf
 { ... }

@record_first@
identifier record.pg, record.size, record.addr;
local idexpression struct page *first;
@@
 first = nth_page(pg, (addr & (size - 1)) >> PAGE_SHIFT); //=! core gup_walk_huge(): the pages of a huge leaf

@record_each@
identifier record.addr, record.end, record.pages;
local idexpression struct page *first;
local idexpression int nr;
@@
 for (nr = 0; addr != end; nr++, addr += PAGE_SIZE) //=! core gup_walk_huge(): the pages of a huge leaf
 	pages[nr] = nth_page(first, nr);

@record_count@
local idexpression int nr;
@@
 return nr; //= core gup_walk_huge(): how many pages lie before the stop

//: record_subpages of older
@record_next@
identifier pg, addr, end, pages;
@@
 record_subpages(struct page *pg, unsigned long addr, unsigned long end, struct page **pages) //= core gup_walk_huge(): the pages of a huge leaf
 { ... }

@record_next_each@
identifier record_next.pg, record_next.addr, record_next.end, record_next.pages;
local idexpression int nr;
@@
 for (nr = 0; addr != end; nr++, addr += PAGE_SIZE) //=! core gup_walk_huge(): the pages of a huge leaf
 	pages[nr] = nth_page(pg, nr);

@record_next_count@
local idexpression int nr;
@@
 return nr; //= core gup_walk_huge(): how many pages lie before the stop

//: try_get_folio
@get@
identifier pg, refs;
@@
 try_get_folio(struct page *pg, int refs) //= kernel gup_take(): references on a folio that may go away
 { ... }

@get_retry@
identifier retry, get.pg;
local idexpression struct folio *fo;
@@
 retry: //= dropped: a folio that changed is left to the slow path, not tried again
 fo = page_folio(pg); //=! kernel gup_take()

@get_overflow@
local idexpression struct folio *fo;
@@
 if (WARN_ON_ONCE(folio_ref_count(fo) < 0)) //=! kernel gup_take(): no reference on an overflown count
 	return NULL;

@get_add@
identifier get.refs;
local idexpression struct folio *fo;
@@
 if (unlikely(!folio_ref_try_add(fo, refs))) //=! kernel gup_take(): not from zero, nor on a hugetlb page that was mapped away
 	return NULL;

@get_check@
identifier get.pg, get.refs, retry;
local idexpression struct folio *fo;
@@
 if (unlikely(page_folio(pg) != fo)) { //=! kernel gup_take(): the folio, checked with the reference held
 	if (!put_devmap_managed_folio_refs(fo, refs)) //= kernel gup_put_refs()
 		folio_put_refs(fo, refs);
 	goto retry; //= dropped: a folio that changed is left to the slow path, not tried again
 }

@get_done@
local idexpression struct folio *fo;
@@
 return fo; //= kernel gup_take(): references on a folio that may go away
