/* SPDX-License-Identifier: GPL-2.0 */
/*
 * plain_leaves_rcu.h - as plain_leaves.h, for trees that take references under RCU
 *
 * Without RCU's callbacks (!SMP) such a reference is taken from any count. That is right with
 * interrupts off, as the walker has them.
 *
 * gup-kernel-needs: mm/gup.c gup_put_folio
 * gup-kernel-needs: mm/gup.c __gup_longterm_locked
 * gup-kernel-needs: mm/gup.c sanity_check_pinned_pages
 * gup-kernel-needs: mm/internal.h gup_must_unshare
 * gup-kernel-needs: include/linux/page_ref.h folio_ref_try_add_rcu
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/mm.h put_devmap_managed_page_refs
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
 * gup-kernel-needs: include/linux/secretmem.h secretmem_aops
 * gup-kernel-must-lack: include/linux/page_ref.h folio_ref_try_add
 * gup-kernel-must-lack: include/linux/mm.h pmd_special
 * gup-kernel-of: 6.8
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
#ifndef _MM_GUP_PLAIN_LEAVES_RCU_H
#define _MM_GUP_PLAIN_LEAVES_RCU_H

#define folio_ref_try_add folio_ref_try_add_rcu

#include "plain_leaves.h"

#endif /* _MM_GUP_PLAIN_LEAVES_RCU_H */
