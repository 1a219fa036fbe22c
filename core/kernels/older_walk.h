/* SPDX-License-Identifier: GPL-2.0 */
/*
 * older_walk.h - how kernels before 6.2 walk
 *
 * A generation's header includes this. These kernels refuse no files, and a call whose range
 * wraps takes no page.
 */
#ifndef _MM_GUP_OLDER_WALK_H
#define _MM_GUP_OLDER_WALK_H

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/pgtable.h>

#define GUP_OVERFLOW		0

/* No caller can set these flags: user space maps no PCI device's memory yet. */
#define FOLL_PCI_P2PDMA		0
#define FOLL_HONOR_NUMA_FAULT	0

static inline bool gup_no_peer(const struct page *page)
{
	return false;
}

#define is_pci_p2pdma_page gup_no_peer

#define gup_no_file gup_no_file
static __always_inline bool gup_no_file(unsigned int flags)
{
	return false;
}

#define gup_pte_map gup_pte_map
static __always_inline pte_t *gup_pte_map(pmd_t pmd, const void __user *addr)
{
	return pte_offset_map(&pmd, (unsigned long)addr);
}

static __always_inline void gup_pte_unmap(pte_t *pte)
{
	pte_unmap(pte);
}

#define gup_slow gup_slow
static inline int gup_slow(unsigned long start, int nr_pages, unsigned int flags,
			   struct page **pages)
{
	return __gup_longterm_unlocked(start, nr_pages, flags, pages);
}

/* A port whose entries are wider than a word has its own op. */
#define pmdp_get_lockless(pmdp)		READ_ONCE(*(pmdp))

#endif /* _MM_GUP_OLDER_WALK_H */
