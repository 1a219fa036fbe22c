/* SPDX-License-Identifier: GPL-2.0 */
/*
 * device_folios.h - a kernel that counts references on device memory as on any other
 *
 * As folio_pins.h, for trees in which a device's pages need no reference on their pagemap,
 * and no bit in an entry. They are mapped only while they have references. The pagemap is
 * freed after all of these are gone, and after an RCU grace period, which interrupts off
 * hold back. A leaf that is not special maps one folio.
 *
 * gup-kernel-needs: mm/gup.c gup_put_folio
 * gup-kernel-needs: mm/gup.c __gup_longterm_locked
 * gup-kernel-needs: mm/gup.c sanity_check_pinned_pages
 * gup-kernel-needs: mm/internal.h gup_must_unshare
 * gup-kernel-needs: include/linux/page_ref.h folio_ref_try_add
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/mm.h pmd_special
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h compound_order
 * gup-kernel-needs: include/linux/mm.h folio_has_pincount
 * gup-kernel-needs: include/linux/mm.h mm_flags_test
 * gup-kernel-needs: include/linux/page-flags.h FOLIO_MAPPING_FLAGS
 * gup-kernel-needs: include/linux/mm.h HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
 * gup-kernel-must-lack: include/linux/mm.h put_devmap_managed_folio_refs
 * gup-kernel-must-lack: include/linux/pgtable.h pud_devmap
 * gup-kernel-of: 6.18, 7.1, 7.3
 *
 * gup-kernel-otherwise: pages without a mapping (vm_insert_page()), which the older of these
 * gup-kernel-otherwise: trees leave to the slow path, are checked once more before they are
 * gup-kernel-otherwise: taken, since a page of secretmem has none either while it is
 * gup-kernel-otherwise: truncated; they are taken in a VM_IO mapping as
 * gup-kernel-otherwise: well (that of uprobes), where the slow path returns -EFAULT; a
 * gup-kernel-otherwise: read-only pin of hugetlb looks at the head page; a length that a
 * gup-kernel-otherwise: word cannot hold (32 bit) is a range that wraps; a call for no
 * gup-kernel-otherwise: pages takes none, and does not walk on from where it starts;
 */
#ifndef _MM_GUP_DEVICE_FOLIOS_H
#define _MM_GUP_DEVICE_FOLIOS_H

#include <linux/mm.h>
#include <linux/pgtable.h>

/* A folio is in one section, or the struct pages of all sections are contiguous. */
#ifndef nth_page
#define nth_page(page, n)	((page) + (n))
#endif

#define gup_announce_pins gup_announce_pins
static __always_inline void gup_announce_pins(struct mm_struct *mm)
{
	if (!mm_flags_test(MMF_HAS_PINNED, mm))
		mm_flags_set(MMF_HAS_PINNED, mm);
}

/* The flags, and the word that points to the head, have their own types. */
#define gup_seems_large gup_seems_large
static __always_inline bool gup_seems_large(struct folio *folio)
{
	return PageHead(&folio->page);
}

static __always_inline bool gup_seems_single(struct page *page)
{
	return !PageCompound(page);
}

/* On 32 bits the count of pins is in a third struct page, which not all folios have. */
#define gup_counts_apart gup_counts_apart
static __always_inline bool gup_seems_apart(const struct folio *folio)
{
	/* Not folio_order(): without a reference the folio may have become a tail. */
	return IS_ENABLED(CONFIG_64BIT) || compound_order(&folio->page) > 1;
}

static __always_inline bool gup_counts_apart(struct folio *folio)
{
	return folio_has_pincount(folio);
}

static inline bool put_devmap_managed_folio_refs(struct folio *folio, int refs)
{
	return false;
}

/* The walker need not know which entry is a device's. These only let it compile. */
static inline bool pte_devmap(pte_t pte)
{
	return false;
}

static inline bool pmd_devmap(pmd_t pmd)
{
	return false;
}

static inline bool pud_devmap(pud_t pud)
{
	return false;
}

#define gup_device_hold gup_device_hold
static inline struct dev_pagemap *gup_device_hold(struct page *page, unsigned int flags)
{
	return NULL;
}

static inline void gup_device_drop(struct dev_pagemap *pgmap)
{
}

#include "folio_pins.h"

#endif /* _MM_GUP_DEVICE_FOLIOS_H */
