/* SPDX-License-Identifier: GPL-2.0 */
#define __pte_free_tlb(tlb, pte, addr)	tlb_remove_ptdesc(tlb, page_ptdesc(pte)) /* found */
#define __pmd_free_tlb(tlb, pmd, addr)	tlb_remove_ptdesc(tlb, virt_to_ptdesc(pmd))
