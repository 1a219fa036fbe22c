/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_pins.h - a kernel that pins compound pages, and has neither folios nor unshare
 *
 * As folio_pins.h, for trees in which a head page is what a folio is later. A compound page
 * of more than two pages counts its pins apart. What a pin for reading takes may be shared
 * with another process, as in the tree's own walker; secretmem there is none. The zero page
 * is pinned like any other.
 *
 * gup-kernel-needs: mm/gup.c put_compound_head
 * gup-kernel-needs: mm/gup.c __gup_longterm_unlocked
 * gup-kernel-needs: include/linux/mm.h hpage_pincount_available
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h compound_pincount_ptr
 * gup-kernel-needs: include/linux/mmzone.h is_migrate_cma_page
 * gup-kernel-needs: include/linux/gfp.h HAVE_ARCH_MAKE_PAGE_ACCESSIBLE
 * gup-kernel-needs: include/linux/page_ref.h page_ref_add_unless
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/mm_types.h has_pinned
 * gup-kernel-needs: include/linux/pgtable.h pmd_offset_lockless
 * gup-kernel-must-lack: include/linux/mm.h gup_must_unshare
 * gup-kernel-of: 5.10
 *
 * What the tree's own walker did otherwise, for the report:
 *
 * gup-kernel-otherwise: a long-term pin looks at the head page for CMA; all of a compound
 * gup-kernel-otherwise: page is made accessible to devices; a length that a word cannot hold
 * gup-kernel-otherwise: (32 bit) is a range that wraps; a call for no pages takes none, and
 * gup-kernel-otherwise: does not walk on from where it starts;
 */
#ifndef _MM_GUP_COMPOUND_PINS_H
#define _MM_GUP_COMPOUND_PINS_H

#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/pgtable.h>

#include "internal.h"
#include "page_folios.h"
#include "older_walk.h"
#include "leaf_names.h"

/* What nobody can ask for yet. */
#define FOLL_NOFAULT		0

#define GUP_NO_SECRETMEM
static inline bool secretmem_mapping(struct address_space *mapping)
{
	return false;
}

static inline bool gup_must_unshare(struct vm_area_struct *vma, unsigned int flags,
				    struct page *page)
{
	return false;
}

static inline bool is_zero_page(const struct page *page)
{
	return false;
}

/* put_page() sees to a device's page. */
static inline bool put_devmap_managed_folio_refs(struct folio *folio, int refs)
{
	return false;
}

#define folio_is_longterm_pinnable(folio) (!is_migrate_cma_page(&(folio)->page))

/* The tree has this for head pages. */
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

#define gup_announce_pins gup_announce_pins
static __always_inline void gup_announce_pins(struct mm_struct *mm)
{
	if (!atomic_read(&mm->has_pinned))
		atomic_set(&mm->has_pinned, 1);
}

/* The count of pins lies in a third struct page, which not all compound pages have. */
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

/* A port whose entries are wider than a word has an op of its own. */
#define ptep_get_lockless(ptep)	READ_ONCE(*(ptep))

#include "folio_pins.h"

#endif /* _MM_GUP_COMPOUND_PINS_H */
