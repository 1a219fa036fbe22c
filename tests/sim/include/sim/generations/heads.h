/* SPDX-License-Identifier: GPL-2.0 */
/*
 * heads.h - what generations share that pin compound pages
 *
 * The walker makes its folios of struct pages (core/kernels/page_folios.h), so in its file
 * alone the simulator's own ones have another name.
 */
#ifndef _SIM_HEADS_H
#define _SIM_HEADS_H

#include <sim/generations/folios.h>

#define FOLL_PCI_P2PDMA		0
#define FOLL_HONOR_NUMA_FAULT	0
#undef FOLL_NOFAULT
#define FOLL_NOFAULT		0
#define FOLL_OTHERS		FOLL_FORCE
#define SIM_PEERS		false
#define SIM_MAP_FAILS		false
#define SIM_REFUSES_FILES	false
#define SIM_OVERFLOW		0
/* A pin for reading takes a shared page as it is, and the zero page like any other. */
#define SIM_UNSHARES		false
#define SIM_PINS_ZERO_PAGE	true

/* The count of pins is in the third struct page. */
#define hpage_pincount_available(page) \
	(test_bit(PG_head, &(page)->flags) && READ_ONCE((page)->order) > 1)
#define folio_has_pincount(folio) hpage_pincount_available(&(folio)->page)
#define compound_pincount_ptr(page) (&(page)->_pincount)

#define shmem_mapping(mapping)	((mapping)->kind == SIM_SHMEM)
#define PageHead(page)		((bool)test_bit(PG_head, &(page)->flags))
#define PageHuge(page)		((bool)test_bit(PG_hugetlb, &(page)->flags))
#define PageSlab(page)		((bool)test_bit(PG_slab, &(page)->flags))
#define PageReferenced(page)	((bool)test_bit(PG_referenced, &(page)->flags))
#define SetPageReferenced(page)	set_bit(PG_referenced, &(page)->flags)
#define page_to_nid(page)	((int)test_bit(PG_node1, &(page)->flags))
#define page_ref_count(page)	atomic_read(&(page)->_refcount)
#define page_ref_sub(page, n)	atomic_add(-(n), &(page)->_refcount)
/* It is never asked but for one that is not zero. */
#define page_ref_add_unless(page, n, unless) sim_ref_try_add(&(page)->_refcount, n)

static __always_inline unsigned int compound_order(const struct page *page)
{
	return test_bit(PG_head, &page->flags) ? READ_ONCE(page->order) : 0;
}

static __always_inline struct page *compound_head(struct page *page)
{
	return &page_folio(page)->page;
}

static inline void put_page(struct page *page)
{
	folio_put_refs(page_folio(page), 1);
}

static inline void put_compound_head(struct page *page, int refs, unsigned int flags)
{
	gup_put_folio(page_folio(page), refs, flags);
}

static inline long __gup_longterm_unlocked(unsigned long start, int nr_pages, unsigned int flags,
					   struct page **pages)
{
	return sim_slow(start, nr_pages, pages, flags);
}

#define pte_offset_map(pmd, addr) sim_kmap(pte_offset(pmd, addr))
#define pte_unmap(pte)		(IS_ENABLED(CONFIG_HIGHPTE) ? kunmap_local(pte) : (void)0)

#include <sim/generations/leaves.h>

#ifdef SIM_IN_WALKER
#undef arch_make_folio_accessible
#define arch_make_folio_accessible gup_make_folio_accessible
#if !SIM_MAKES_ACCESSIBLE
#define arch_make_page_accessible(page) ((void)(page), 0)
#endif
/* As wide as what is before a page's mapping. */
struct list_head { unsigned long sim_before_mapping; };
#define folio			gup_folio
#define page_folio		gup_page_folio
#define folio_put_refs		gup_folio_put_refs
#define folio_test_large	gup_folio_test_large
#define is_zero_page		gup_is_zero_page
#define sanity_check_pinned_pages gup_sanity_check_pinned_pages
#undef folio_page_idx
#undef folio_ref_count
#undef folio_test_hugetlb
#undef folio_test_slab
#undef folio_test_referenced
#undef folio_set_referenced
#undef folio_nid
#undef folio_is_longterm_pinnable
#undef secretmem_mapping
#endif

#endif /* _SIM_HEADS_H */
