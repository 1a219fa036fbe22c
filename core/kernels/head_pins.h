/* SPDX-License-Identifier: GPL-2.0 */
/*
 * head_pins.h - how kernels before folios pin compound pages
 *
 * For a generation's header, which includes it last.
 *
 * A head page is what a folio is later. A compound page of more than two pages counts its
 * pins apart. Nothing is unshared: a pin for reading takes a page that other processes may
 * share. The zero page is pinned like any other page.
 */
#ifndef _MM_GUP_HEAD_PINS_H
#define _MM_GUP_HEAD_PINS_H

#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/pgtable.h>

#include "internal.h"
#include "page_folios.h"
#include "older_walk.h"
#include "leaf_names.h"

static inline bool gup_must_unshare(struct vm_area_struct *vma, unsigned int flags,
				    struct page *page)
{
	return false;
}

static inline bool is_zero_page(const struct page *page)
{
	return false;
}

/* put_page() handles a device's page. */
static inline bool put_devmap_managed_folio_refs(struct folio *folio, int refs)
{
	return false;
}

/* The tree has this function, for head pages. */
#define gup_put_folio(folio, refs, flags) put_compound_head(&(folio)->page, refs, flags)

static inline void sanity_check_pinned_pages(struct page **pages, unsigned long npages)
{
}

static inline int arch_make_folio_accessible(struct folio *folio)
{
	unsigned long i, nr = compound_nr(&folio->page);
	int ret = 0;

	for (i = 0; i < nr && !ret; i++)
		ret = arch_make_page_accessible(nth_page(&folio->page, i));
	return ret;
}

/* The count of pins is in a third struct page, which not all compound pages have. */
#define gup_counts_apart gup_counts_apart
static __always_inline bool gup_seems_apart(const struct folio *folio)
{
	return compound_order((struct page *)&folio->page) > 1;
}

static __always_inline bool gup_counts_apart(struct folio *folio)
{
	return hpage_pincount_available(&folio->page);
}

#define gup_pincount gup_pincount
static __always_inline atomic_t *gup_pincount(struct folio *folio)
{
	return compound_pincount_ptr(&folio->page);
}

#include "folio_pins.h"

#endif /* _MM_GUP_HEAD_PINS_H */
