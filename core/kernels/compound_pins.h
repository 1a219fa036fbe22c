/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_pins.h - a kernel that pins compound pages, and has neither folios nor unshare
 *
 * As head_pins.h. There is no secretmem, and an mm counts whether it has pins in a member
 * of its own.
 *
 * gup-kernel-needs: mm/gup.c put_compound_head
 * gup-kernel-needs: mm/gup.c __gup_longterm_unlocked
 * gup-kernel-needs: include/linux/mm.h hpage_pincount_available
 * gup-kernel-needs: include/linux/mm.h compound_nr
 * gup-kernel-needs: include/linux/mm.h compound_pincount_ptr
 * gup-kernel-needs: include/linux/mmzone.h is_migrate_cma_page
 * gup-kernel-needs: include/linux/gfp.h HAVE_ARCH_MAKE_PAGE_ACCESSIBLE
 * gup-kernel-needs: include/linux/page_ref.h page_ref_add_unless
 * gup-kernel-needs: include/linux/mm_types.h write_protect_seq
 * gup-kernel-needs: include/linux/mm_types.h has_pinned
 * gup-kernel-needs: include/linux/pgtable.h pmd_offset_lockless
 * gup-kernel-must-lack: include/linux/mm.h gup_must_unshare
 * gup-kernel-of: 5.10
 *
 * Differences to the tree's own walker, for the report:
 *
 * gup-kernel-otherwise: a long-term pin looks at the head page for CMA; all of a compound
 * gup-kernel-otherwise: page is made accessible to devices; a length that a word cannot hold
 * gup-kernel-otherwise: (32 bit) is a range that wraps; a call for no pages takes none, and
 * gup-kernel-otherwise: does not walk on from where it starts;
 */
#ifndef _MM_GUP_COMPOUND_PINS_H
#define _MM_GUP_COMPOUND_PINS_H

#include <linux/atomic.h>
#include <linux/mm.h>
#include <linux/mm_types.h>
#include <linux/mmzone.h>

/* Only x86 has another limit for all processes than for this one. */
#ifndef TASK_SIZE_MAX
#define TASK_SIZE_MAX		TASK_SIZE
#endif

/* No caller can set this flag yet. */
#define FOLL_NOFAULT		0

#define GUP_NO_SECRETMEM
static inline bool secretmem_mapping(struct address_space *mapping)
{
	return false;
}

#define folio_is_longterm_pinnable(folio) (!is_migrate_cma_page(&(folio)->page))

#define gup_announce_pins gup_announce_pins
static __always_inline void gup_announce_pins(struct mm_struct *mm)
{
	if (!atomic_read(&mm->has_pinned))
		atomic_set(&mm->has_pinned, 1);
}

/* A port whose entries are wider than a word has its own op. */
#define ptep_get_lockless(ptep)	READ_ONCE(*(ptep))

#include "head_pins.h"

#endif /* _MM_GUP_COMPOUND_PINS_H */
