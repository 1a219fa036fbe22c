/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_wide_pte.h - ptes of mips32 with 64-bit physical addresses, of two words
 *
 * 36 bits (Alchemy, Netlogic) and XPA, where the upper word alone has the
 * hardware's bits and the lower one the rest of the frame. No entry above is so
 * wide, and none is huge.
 */
#ifndef _ASM_MIPS_GUP_WIDE_PTE_H
#define _ASM_MIPS_GUP_WIDE_PTE_H

#include <linux/pgtable.h>
#include <asm-generic/gup_split.h>

#define GUP_WIDE_READ	1

#ifdef CONFIG_XPA
#define GUP_MIPS_NO_READ	((u64)_PAGE_NO_READ << 32)
#define GUP_MIPS_NOISE		((u64)(_PAGE_SILENT_READ | _PAGE_SILENT_WRITE) << 32 |	\
				 _PAGE_ACCESSED | _PAGE_MODIFIED)
#else
#define GUP_MIPS_NO_READ	((u64)_PAGE_NO_READ)
#define GUP_MIPS_NOISE		((u64)(_PAGE_SILENT_READ | _PAGE_SILENT_WRITE) << 32 |	\
				 _PAGE_ACCESSED | _PAGE_MODIFIED |			\
				 _PAGE_SILENT_READ | _PAGE_SILENT_WRITE)
#endif

/*
 * The writer begins with the upper word, always.
 *
 * Race: torn. Other CPU: pte_clear() is set_pte() of nothing, so that the frame
 * goes first and "present" last; in between stands "present" with frame 0, as
 * long as that CPU likes, and the look back would find the same again. We: take
 * an upper word with nothing in it for an entry that is not present. Enough
 * because: no page of user space is there with frame 0; else equal lower words
 * had between them the upper word of the first entry or of the last one, and
 * either belongs to that lower word. Nothing stands there between the two but
 * nothing, since who puts a swap entry in the place waits for an IPI first.
 */
#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	pte_t pte = __pte(gup_split_read(&ptep->pte_low, &ptep->pte_high));

	return likely(pte.pte_high & ~_PAGE_GLOBAL) ? pte : __pte(0);
}

#endif /* _ASM_MIPS_GUP_WIDE_PTE_H */
