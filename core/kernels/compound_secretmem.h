/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_secretmem.h - a kernel that pins compound pages, and has secretmem
 *
 * As head_pins.h. A long-term pin takes no page of CMA or ZONE_MOVABLE, which the tree calls
 * not pinnable.
 *
 * gup-kernel-needs: mm/gup.c put_compound_head
 * gup-kernel-needs: mm/gup.c __gup_longterm_unlocked
 * gup-kernel-needs: include/linux/mm.h hpage_pincount_available
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h compound_pincount_ptr
 * gup-kernel-needs: include/linux/mm.h is_pinnable_page
 * gup-kernel-needs: include/linux/gfp.h HAVE_ARCH_MAKE_PAGE_ACCESSIBLE
 * gup-kernel-needs: include/linux/page_ref.h page_ref_add_unless
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/sched/coredump.h MMF_HAS_PINNED
 * gup-kernel-needs: include/linux/secretmem.h secretmem_aops
 * gup-kernel-needs: include/linux/pgtable.h pmd_offset_lockless
 * gup-kernel-needs: include/linux/pgtable.h ptep_get_lockless
 * gup-kernel-must-lack: include/linux/mm.h gup_must_unshare
 * gup-kernel-must-lack: include/linux/mm_types.h has_pinned
 * gup-kernel-of: 5.15
 *
 * Differences to the tree's own walker, for the report:
 *
 * gup-kernel-otherwise: a long-term pin looks at the head page for CMA and ZONE_MOVABLE; all
 * gup-kernel-otherwise: of a compound page is made accessible to devices; the check for
 * gup-kernel-otherwise: secretmem runs once the page is held and still mapped, and reads its
 * gup-kernel-otherwise: mapping only, even if the page is on no LRU list; a length that a
 * gup-kernel-otherwise: word cannot hold (32 bit) is a range that wraps; a call for no pages
 * gup-kernel-otherwise: takes none, and does not walk on from where it starts;
 */
#ifndef _MM_GUP_COMPOUND_SECRETMEM_H
#define _MM_GUP_COMPOUND_SECRETMEM_H

#include <linux/mm.h>

#include "secretmem_files.h"

/* Some stable releases have this flag. Elsewhere no caller can set it. */
#ifndef FOLL_NOFAULT
#define FOLL_NOFAULT		0
#endif

#define folio_is_longterm_pinnable(folio) is_pinnable_page(&(folio)->page)

#include "head_pins.h"

#endif /* _MM_GUP_COMPOUND_SECRETMEM_H */
