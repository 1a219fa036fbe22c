/* SPDX-License-Identifier: GPL-2.0 */
/*
 * folio_pins.h - what a kernel of core/kernels/folio_pins.h has
 */
#ifndef _SIM_FOLIO_PINS_H
#define _SIM_FOLIO_PINS_H

#include <sim/generations/folios.h>

#undef SIM_TOLD
#define SIM_TOLD(flags)		((flags) | FOLL_TOUCH | FOLL_UNLOCKABLE)

#define FOLL_PCI_P2PDMA		(1 << 10)
#define FOLL_HONOR_NUMA_FAULT	(1 << 12)
#define FOLL_OTHERS		(FOLL_FORCE | FOLL_NOFAULT | FOLL_PCI_P2PDMA | \
				 FOLL_HONOR_NUMA_FAULT)

/* Whoever pins for long may not write to a file that tracks dirty pages. */
#define SIM_REFUSES_FILES	true
#define SIM_PEERS		true
#define SIM_OVERFLOW		(-EOVERFLOW)

#define folio_ref_try_add(folio, n) sim_ref_try_add(&(folio)->_refcount, n)
#define put_devmap_managed_folio_refs(folio, refs) ((void)(folio), (void)(refs), false)
#define is_pci_p2pdma_page(page) test_bit(PG_p2pdma, &(page)->flags)
#define secretmem_mapping(mapping) (sim_file(mapping) == SIM_SECRETMEM)
#define shmem_mapping(mapping)	(sim_file(mapping) == SIM_SHMEM)

static inline bool gup_must_unshare(struct vm_area_struct *vma, unsigned int flags,
				    struct page *page)
{
	(void)vma;
	return sim_must_unshare(flags, page);
}

static inline long __gup_longterm_locked(struct mm_struct *mm, unsigned long start,
					 unsigned long nr_pages, struct page **pages,
					 int *locked, unsigned int flags)
{
	if (*locked)
		sim_violation("the slow path is told that the caller has the lock");
	return sim_slow(start, nr_pages, pages, flags);
}

#define __pte_map(pmd, addr)	sim_kmap(pte_offset(pmd, addr))

/* A port whose CPU reads an entry by halves has ops of its own. */
#define ptep_get_lockless(ptep)	READ_ONCE(*(ptep))
#define pmdp_get_lockless(pmdp)	READ_ONCE(*(pmdp))

#endif /* _SIM_FOLIO_PINS_H */
