/* SPDX-License-Identifier: GPL-2.0 */
/*
 * shim.h - what a tree's shared walker calls, and the simulator's kernel has not: by the
 * same services as ours
 *
 * Included first. What stands here is not cut out of the tree (cut.py).
 */
#ifndef _EQUAL_SHARED_H
#define _EQUAL_SHARED_H

#include <sim/kernel.h>

#define __must_check

/* The configuration, beside the layout's. */
#define CONFIG_MMU		1
#define CONFIG_HAVE_GUP_FAST	1
#define CONFIG_HAVE_FAST_GUP	1
#define CONFIG_PGTABLE_LEVELS	(2 + (PTRS_PER_PMD > 1) + (PTRS_PER_PUD > 1) + (PTRS_PER_P4D > 1))

#define VM_BUG_ON(cond)			((void)sizeof(cond))
#define VM_BUG_ON_PAGE(cond, page)	((void)sizeof(cond))
#define VM_WARN_ON_ONCE_PAGE(cond, page) ((void)sizeof(cond))
#define VM_WARN_ON_ONCE_FOLIO(cond, folio) ((void)sizeof(cond))
#define VM_WARN_ON_ONCE(cond)		((void)WARN_ON_ONCE(cond))
#define WARN_ON(cond)			WARN_ON_ONCE(cond)
#define IS_ERR_VALUE(value)		((unsigned long)(value) >= (unsigned long)-4095)

void equal_never(void) __attribute__((error("a branch that a kernel does not build is left")));
#define BUILD_BUG()		equal_never()
#undef BUILD_BUG_ON
#define BUILD_BUG_ON(cond)	((cond) ? equal_never() : (void)0)

#define irqs_disabled()		sim_irqs_disabled()
#define raw_seqcount_try_begin(s, sequence) \
	((sequence) = raw_read_seqcount(s), !((sequence) & 1))

/*
 * Folios
 */
#define is_zero_folio(folio)	is_zero_page(&(folio)->page)
#define folio_ref_add(folio, n)	atomic_add(n, &(folio)->_refcount)
#define folio_ref_inc(folio)	folio_ref_add(folio, 1)
#define atomic_inc(v)		atomic_add(1, v)
#define folio_clear_referenced(folio) clear_bit(PG_referenced, &(folio)->flags)
#define folio_test_anon(folio)	\
	(((unsigned long)READ_ONCE((folio)->mapping) & PAGE_MAPPING_ANON) != 0)
#define PageAnon(page)		folio_test_anon(page_folio(page))
#define PageAnonExclusive(page)	test_bit(PG_anon_exclusive, &(page)->flags)
#define node_stat_mod_folio(folio, item, n) mod_node_page_state(folio_nid(folio), item, n)

/* One that is known already is not taken again; nor is none given back. */
static inline void equal_put_dev_pagemap(struct dev_pagemap *pgmap)
{
	if (pgmap)
		put_dev_pagemap(pgmap);
}

static inline struct dev_pagemap *equal_get_dev_pagemap(unsigned long pfn,
							struct dev_pagemap *known)
{
	if (known && test_bit(PG_device, &page_folio(pfn_to_page(pfn))->flags))
		return known;
	equal_put_dev_pagemap(known);
	return get_dev_pagemap(pfn, NULL);
}

#define get_dev_pagemap(pfn, known) equal_get_dev_pagemap(pfn, known)
#define put_dev_pagemap(pgmap)	equal_put_dev_pagemap(pgmap)

/* The fast walk knows no vma. */
struct vm_area_struct { unsigned long vm_flags; };
#define is_cow_mapping(flags)	(sim_violation("a vma is asked"), (void)(flags), false)
#define vma_is_cow_mapping(vma)	(sim_violation("a vma is asked"), (void)(vma), false)

/* The same of pages, by trees that ask these. */
#ifndef PageHead
#define PageHead(page)		test_bit(PG_head, &(page)->flags)
#endif
#define PageHuge(page)		folio_test_hugetlb(page_folio(page))
#define folio_test_lru(folio)	((void)(folio), true)
#define PageLRU(page)		((void)(page), true)
#define SetPageReferenced(page)	folio_set_referenced(page_folio(page))
#define ClearPageReferenced(page) folio_clear_referenced(page_folio(page))
#define compound_head(of)	(&page_folio(of)->page)
#define page_ref_count(page)	folio_ref_count(page_folio(page))
#define is_longterm_pinnable_page(page) folio_is_longterm_pinnable(page_folio(page))
#define arch_make_page_accessible(page) arch_make_folio_accessible(page_folio(page))
/* The simulator marks a folio's head; in a kernel a folio is in one zone, and CMA in one block. */
#ifdef is_migrate_cma_page
#undef is_migrate_cma_page
#define is_migrate_cma_page(page) test_bit(PG_movable, &page_folio(page)->flags)
#endif
#ifdef is_pinnable_page
#undef is_pinnable_page
#define is_pinnable_page(page)	(!test_bit(PG_movable, &page_folio(page)->flags))
#endif
#define page_pgdat(page)	NODE_DATA(folio_nid(page_folio(page)))
#define page_ref_add(page, n)	folio_ref_add(page_folio(page), n)
#define page_cache_add_speculative(page, n) sim_ref_try_add(&page_folio(page)->_refcount, n)
/* Of a page that is held: by its pagemap. */
static inline bool try_get_page(struct page *page)
{
	if (WARN_ON_ONCE(page_ref_count(compound_head(page)) <= 0))
		return false;
	page_ref_add(page, 1);
	return true;
}

#ifndef put_page
#define put_page(page)		folio_put_refs(page_folio(page), 1)
#endif

/*
 * Entries
 */
/* By pmd_huge() the tree's walker finds any huge leaf: here as on x86, where it is hugetlb's. */
#ifdef sim_pmd_name
#undef pmd_huge
#define pmd_huge(pmd)		sim_pmd_leaf(pmd)
#undef pud_huge
#define pud_huge(pud)		sim_pud_leaf(pud)
#endif
#ifndef CONFIG_ARCH_HAS_HUGEPD
typedef struct { unsigned long pd; } hugepd_t;
#define is_hugepd(hugepd)	((void)(hugepd), false)
#define __hugepd(value)		((hugepd_t){ (value) })
#endif
#define p4d_none(p4d)		(!p4d_present(p4d))
#define p4d_huge(p4d)		((void)(p4d), false)
#define pgd_huge(pgd)		((void)(pgd), false)
#define pte_pfn(pte)		page_to_pfn(pte_page(pte))
#define pmd_pfn(pmd)		page_to_pfn(pmd_page(pmd))
#define pud_pfn(pud)		page_to_pfn(pud_page(pud))
#define pfn_valid(pfn)		((void)(pfn), true)

#define pte_offset_map(pmd, addr) sim_kmap(pte_offset(pmd, addr))
#define pte_unmap(pte)		(IS_ENABLED(CONFIG_HIGHPTE) ? kunmap_local(pte) : (void)0)

/* No layout has a leaf there, as no tree has one that is built today. */
#define pgd_access_permitted(pgd, write) (equal_never(), (void)(pgd), (void)(write), false)
#define pgd_devmap(pgd)		((void)(pgd), false)
#define pgd_page(pgd)		(equal_never(), (void)(pgd), (struct page *)NULL)
#define pgd_write(pgd)		((void)(pgd), false)

#endif /* _EQUAL_SHARED_H */
