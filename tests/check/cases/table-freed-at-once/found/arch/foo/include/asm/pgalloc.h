/* SPDX-License-Identifier: GPL-2.0 */
/* The ptes wait for the flush. The pmds and puds do not. */
#include <asm-generic/pgalloc.h>

#define __pte_free_tlb(tlb, pte, addr)	tlb_remove_page_ptdesc(tlb, page_ptdesc(pte))
#define __pmd_free_tlb(tlb, pmd, addr)	pmd_free((tlb)->mm, pmd) /* found */
#define __pud_free_tlb(tlb, pud, addr)	pud_free((tlb)->mm, pud) /* found */
