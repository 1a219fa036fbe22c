/* SPDX-License-Identifier: GPL-2.0 */
/*
 * page_folios.h - folios for kernels that lack them: heads of compound pages
 *
 * A generation's header includes this.
 *
 * A folio is a struct page that is not a tail. Without a reference that may change at any
 * time, as in kernels that have folios.
 */
#ifndef _MM_GUP_PAGE_FOLIOS_H
#define _MM_GUP_PAGE_FOLIOS_H

#include <linux/build_bug.h>
#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/page-flags.h>
#include <linux/page_ref.h>

/* A page that is not a tail. The mapping is at the same offset as in a page. */
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

/* The struct pages of two sections need not be contiguous. */
static inline unsigned long folio_page_idx(struct folio *folio, struct page *page)
{
	return page_to_pfn(page) - page_to_pfn(&folio->page);
}

static inline int folio_ref_count(struct folio *folio)
{
	return page_ref_count(&folio->page);
}

/* Does not add to zero; fully ordered if it adds. */
static inline bool folio_ref_try_add(struct folio *folio, int refs)
{
	return page_ref_add_unless(&folio->page, refs, 0);
}

/* put_page() puts the last one: it frees the page. */
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
