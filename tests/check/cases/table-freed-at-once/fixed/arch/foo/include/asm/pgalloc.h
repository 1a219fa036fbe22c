/* SPDX-License-Identifier: GPL-2.0 */
/* All wait for the flush. */
#include <asm-generic/pgalloc.h>

#define __pte_free_tlb(tlb, pte, addr)	tlb_remove_page_ptdesc(tlb, page_ptdesc(pte))
#define __pmd_free_tlb(tlb, pmd, addr)	tlb_remove_page_ptdesc(tlb, virt_to_ptdesc(pmd))
#define __pud_free_tlb(tlb, pud, addr)	tlb_remove_page_ptdesc(tlb, virt_to_ptdesc(pud))
