/* SPDX-License-Identifier: GPL-2.0 */
/*
 * page_folios.h - folios for kernels that have none: heads of compound pages
 *
 * For a generation's header.
 *
 * A folio is a struct page that is no tail. Whether that is still so when nobody holds it
 * is as uncertain as in kernels that have folios.
 */
#ifndef _MM_GUP_PAGE_FOLIOS_H
#define _MM_GUP_PAGE_FOLIOS_H

#include <linux/build_bug.h>
#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/page-flags.h>
#include <linux/page_ref.h>

/* A page that is no tail; its mapping stands where it does in a page. */
struct folio {
	union {
		struct page page;
		struct {
			unsigned long flags;
			struct list_head lru;
			struct address_space *mapping;
		};
	};
};

static_assert(sizeof(struct folio) == sizeof(struct page));
static_assert(offsetof(struct folio, mapping) == offsetof(struct page, mapping));

static __always_inline struct folio *page_folio(struct page *page)
{
	return (struct folio *)compound_head(page);
}

/* Struct pages of two sections need not lie side by side. */
static inline unsigned long folio_page_idx(struct folio *folio, struct page *page)
{
	return page_to_pfn(page) - page_to_pfn(&folio->page);
}

static inline int folio_ref_count(struct folio *folio)
{
	return page_ref_count(&folio->page);
}

/* Not from zero; fully ordered if it was not. */
static inline bool folio_ref_try_add(struct folio *folio, int refs)
{
	return page_ref_add_unless(&folio->page, refs, 0);
}

/* The last one by put_page(), which knows what becomes of a page without any. */
static inline void folio_put_refs(struct folio *folio, int refs)
{
	if (refs > 1)
		page_ref_sub(&folio->page, refs - 1);
	put_page(&folio->page);
}

static inline bool folio_test_large(struct folio *folio)
{
	return PageHead(&folio->page);
}

static inline bool folio_test_hugetlb(struct folio *folio)
{
	return PageHuge(&folio->page);
}

static inline bool folio_test_slab(struct folio *folio)
{
	return PageSlab(&folio->page);
}

static inline bool folio_test_referenced(struct folio *folio)
{
	return PageReferenced(&folio->page);
}

static inline void folio_set_referenced(struct folio *folio)
{
	SetPageReferenced(&folio->page);
}

static inline int folio_nid(struct folio *folio)
{
	return page_to_nid(&folio->page);
}

#endif /* _MM_GUP_PAGE_FOLIOS_H */
