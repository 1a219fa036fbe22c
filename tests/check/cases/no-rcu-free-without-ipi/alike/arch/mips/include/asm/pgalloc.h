/* SPDX-License-Identifier: GPL-2.0 */
#define __pte_free_tlb(tlb, pte, addr)	tlb_remove_page_ptdesc(tlb, page_ptdesc(pte))
