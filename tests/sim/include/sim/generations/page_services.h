/* SPDX-License-Identifier: GPL-2.0 */
/*
 * page_services.h - what a kernel of core/kernels/page_services.h has
 */
#ifndef _SIM_PAGE_SERVICES_H
#define _SIM_PAGE_SERVICES_H

#define SIM_UNSHARES_FILES	false
#define SIM_MAP_FAILS		false

#include <sim/generations/folios.h>

#define FOLL_PCI_P2PDMA		0
#define FOLL_OTHERS		(FOLL_FORCE | FOLL_NOFAULT)
#define SIM_PEERS		false
#define SIM_REFUSES_FILES	false
#define SIM_OVERFLOW		0

#define folio_ref_try_add_rcu(folio, n) sim_ref_try_add(&(folio)->_refcount, n)
#define put_devmap_managed_page_refs(page, refs) ((void)(page), (void)(refs), false)
#define folio_pincount_ptr(folio) (&(folio)->_pincount)
#define shmem_mapping(mapping)	((mapping)->kind == SIM_SHMEM)

static inline bool gup_must_unshare(unsigned int flags, struct page *page)
{
	/* Of hugetlb only the head has a mark. */
	if (folio_test_hugetlb(page_folio(page)))
		page = &page_folio(page)->page;
	return sim_must_unshare(flags, page);
}

static inline long __gup_longterm_unlocked(unsigned long start, int nr_pages, unsigned int flags,
					   struct page **pages)
{
	return sim_slow(start, nr_pages, pages, flags);
}

#define pte_offset_map(pmd, addr) sim_kmap(pte_offset(pmd, addr))
#define pte_unmap(pte)		(IS_ENABLED(CONFIG_HIGHPTE) ? kunmap_local(pte) : (void)0)
#define ptep_get_lockless(ptep)	READ_ONCE(*(ptep))

#include <sim/generations/leaves.h>

#endif /* _SIM_PAGE_SERVICES_H */
