/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_wide_pte.h - ptes of mips32 with 64-bit physical addresses, of two words
 *
 * 36 bits (Alchemy, Netlogic) and XPA, where the upper word alone has the
 * hardware's bits and the lower one the rest of the frame. Entries above ptes are
 * one word, and none is huge.
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
 * The writer always stores the upper word first.
 *
 * Race: torn.
 * CPU B: pte_clear() is set_pte() of 0: 1) clears the upper word, with the frame; 2)
 * clears the lower word, with "present". Between 1) and 2), which may take any time,
 * the entry is "present" with frame 0, and the look back would find the same again.
 * CPU A, here, treats an entry whose upper word is empty as not present.
 * Safe because: no page of user space has frame 0. If the upper word is not empty, A
 * read it between two equal lower words, so it is that of the first entry or of the
 * last one, and either belongs to that lower word. Between these two entries there is
 * only 0: a CPU that stores a swap entry there waits for an IPI first.
 */
#define gup_pte_get gup_pte_get
static inline pte_t gup_pte_get(pte_t *ptep)
{
	pte_t pte = __pte(gup_split_read(&ptep->pte_low, &ptep->pte_high));

	return likely(pte.pte_high & ~_PAGE_GLOBAL) ? pte : __pte(0);
}

#endif /* _ASM_MIPS_GUP_WIDE_PTE_H */
