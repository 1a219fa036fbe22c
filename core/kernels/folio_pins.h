/* SPDX-License-Identifier: GPL-2.0 */
/*
 * folio_pins.h - a kernel that counts references on folios and has FOLL_PIN
 *
 * This is what the fast gup walker needs of such a kernel: references and pins, policy, the
 * slow path. A tree that has the names below gets it as its own gup_kernel.h. Functions
 * that are not inline here are the tree's own, in mm/gup.c. The conversion looks for each
 * name before it takes this header. A header for a tree that lacks some of them may include
 * this one, and first defines its own of the names that are #ifndef here.
 *
 * gup-kernel-needs: mm/gup.c gup_put_folio
 * gup-kernel-needs: mm/gup.c __gup_longterm_locked
 * gup-kernel-needs: mm/gup.c sanity_check_pinned_pages
 * gup-kernel-needs: mm/internal.h gup_must_unshare
 * gup-kernel-needs: include/linux/page_ref.h folio_ref_try_add
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/mm.h pmd_special
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
 * gup-kernel-of: 6.12
 *
 * Differences to the tree's own walker, for the report:
 *
 * gup-kernel-otherwise: pages without a mapping (vm_insert_page()) are taken, after
 * gup-kernel-otherwise: a second look back, in a VM_IO mapping as well (that of uprobes),
 * gup-kernel-otherwise: where the slow path returns -EFAULT; a read-only pin of hugetlb
 * gup-kernel-otherwise: looks at the head page; a length that a word cannot hold (32 bit)
 * gup-kernel-otherwise: is a range that wraps; a call for no pages takes none, and does
 * gup-kernel-otherwise: not walk on from where it starts;
 */
#ifndef _MM_GUP_KERNEL_H
#define _MM_GUP_KERNEL_H

#include "folio_call.h"
#include "folio_policy.h"
#include "folio_references.h"

/*
 * For the copies of a batch, which are written before they are read. INIT_STACK_ALL_ZERO
 * would fill 512 bytes for each call that takes one page. Some trees lack the name.
 */
#ifdef __uninitialized
#define GUP_UNINITIALIZED	__uninitialized
#else
#define GUP_UNINITIALIZED
#endif

#endif /* _MM_GUP_KERNEL_H */
