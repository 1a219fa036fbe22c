/* SPDX-License-Identifier: GPL-2.0 */
/*
 * plain_leaves.h - a kernel that pins folios, and whose huge entries are never special
 *
 * As folio_pins.h, for trees that have a name for each kind of huge leaf, and check a page,
 * not a folio, for being a device's.
 *
 * gup-kernel-needs: mm/gup.c gup_put_folio
 * gup-kernel-needs: mm/gup.c __gup_longterm_locked
 * gup-kernel-needs: mm/gup.c sanity_check_pinned_pages
 * gup-kernel-needs: mm/internal.h gup_must_unshare
 * gup-kernel-needs: include/linux/page_ref.h folio_ref_try_add
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/mm.h put_devmap_managed_page_refs
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
 * gup-kernel-needs: include/linux/secretmem.h secretmem_aops
 * gup-kernel-must-lack: include/linux/mm.h pmd_special
 * gup-kernel-of: 6.6
 *
 * Differences to the tree's own walker, for the report:
 *
 * gup-kernel-otherwise: pages without a mapping (vm_insert_page()) are checked once
 * gup-kernel-otherwise: more before they are taken, since a page of secretmem has none
 * gup-kernel-otherwise: either while it is truncated; a read-only pin of hugetlb looks at
 * gup-kernel-otherwise: the head page; a length that a word cannot hold (32 bit) is a range
 * gup-kernel-otherwise: that wraps; a call for no pages takes none, and does not walk on
 * gup-kernel-otherwise: from where it starts;
 */
#ifndef _MM_GUP_PLAIN_LEAVES_H
#define _MM_GUP_PLAIN_LEAVES_H

#include "older_names.h"
#include "folio_pins.h"

#endif /* _MM_GUP_PLAIN_LEAVES_H */
