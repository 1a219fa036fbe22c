// SPDX-License-Identifier: GPL-2.0
/// Each page of a page table, at each level that is one, is freed by tlb_remove_table(),
/// since TLB invalidation is broadcast by the hardware and waits for nobody.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: a table that goes another way is found by the "expect" rows beside this file.

virtual patch

@table depends on patch@
identifier free = {__pte_free_tlb, __pmd_free_tlb, __pud_free_tlb};
identifier tlb;
expression e;
@@
 free(struct mmu_gather *tlb, ...)
 {
 <+...
-tlb_remove_page(tlb, e);
+tlb_remove_table(tlb, e);
 ...+>
 }
