/* SPDX-License-Identifier: GPL-2.0 */
/*
 * page_services.h - a kernel that pins folios, and checks pages
 *
 * As folio_pins.h, for trees whose functions have older names, or take a page where later
 * ones take a folio. This header defines what differs, and shares the rest. It refuses no
 * files, no huge entry is special, and a call whose range wraps takes no page.
 *
 * gup-kernel-needs: mm/gup.c gup_put_folio
 * gup-kernel-needs: mm/gup.c __gup_longterm_unlocked
 * gup-kernel-needs: mm/gup.c sanity_check_pinned_pages
 * gup-kernel-needs: include/linux/mm.h gup_must_unshare
 * gup-kernel-needs: include/linux/mm.h arch_make_folio_accessible
 * gup-kernel-needs: include/linux/mm.h HAVE_ARCH_MAKE_PAGE_ACCESSIBLE
 * gup-kernel-needs: include/linux/mm.h folio_is_longterm_pinnable
 * gup-kernel-needs: include/linux/mm.h folio_pincount_ptr
 * gup-kernel-needs: include/linux/mm.h is_zero_page
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h put_devmap_managed_page_refs
 * gup-kernel-needs: include/linux/page_ref.h folio_ref_try_add_rcu
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/secretmem.h secretmem_aops
 * gup-kernel-of: 6.1
 *
 * gup-kernel-otherwise: FOLL_FORCE does not go through PROT_NONE, which is left to
 * gup-kernel-otherwise: the slow path; a length that a word cannot hold (32 bit) is a
 * gup-kernel-otherwise: range that wraps; a call for no pages takes none, and does not
 * gup-kernel-otherwise: walk on from where it starts;
 */
#ifndef _MM_GUP_PAGE_SERVICES_H
#define _MM_GUP_PAGE_SERVICES_H

#include <linux/fs.h>
#include <linux/hugetlb.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/secretmem.h>

#include "internal.h"

#define folio_ref_try_add folio_ref_try_add_rcu

static inline bool gup_unshare_page(struct vm_area_struct *vma, unsigned int flags,
				    struct page *page)
{
	return gup_must_unshare(flags, page);
}

#define gup_must_unshare gup_unshare_page

#define gup_pincount gup_pincount
static __always_inline atomic_t *gup_pincount(struct folio *folio)
{
	return folio_pincount_ptr(folio);
}

#include "older_walk.h"
#include "older_names.h"
#include "folio_pins.h"

#endif /* _MM_GUP_PAGE_SERVICES_H */
