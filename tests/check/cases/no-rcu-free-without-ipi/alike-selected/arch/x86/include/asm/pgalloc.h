/* SPDX-License-Identifier: GPL-2.0 */
#define __pte_free_tlb(tlb, pte, addr)	___pte_free_tlb(tlb, pte)
#define __pmd_free_tlb(tlb, pmd, addr)	___pmd_free_tlb(tlb, pmd)
