// SPDX-License-Identifier: GPL-2.0
/// The architecture's own mmu_gather goes, and what it did stays: the range in the
/// generic one is that of what was taken out, and is flushed where a vma ends.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: what is left of the old one is found by the "expect" rows beside this file;
// what comes instead stands in gather.txt, as it has to come before and after an include.

virtual patch

@own depends on patch@
@@
-#define MMU_GATHER_BUNDLE 8

@gather depends on own@
@@
-struct mmu_gather { ... };

@gone depends on gather@
identifier f = {__tlb_alloc_page, tlb_flush, tlb_flush_mmu, tlb_gather_mmu, tlb_finish_mmu,
	__tlb_remove_page, tlb_remove_page, tlb_remove_pmd_tlb_entry};
@@
-f(...) { ... }

@macro depends on gather@
identifier m = {pte_free_tlb, pmd_free_tlb, pud_free_tlb};
expression e;
@@
-#define m(...) e

@entry depends on gather@
@@
-tlb_remove_tlb_entry
+__tlb_remove_tlb_entry
 (...) { ... }

@start depends on gather@
struct mmu_gather *tlb;
@@
-tlb->range_start
+tlb->start

@end depends on gather@
struct mmu_gather *tlb;
@@
-tlb->range_end
+tlb->end

@vma depends on gather@
struct mmu_gather *tlb;
expression e;
@@
-tlb->vma = e;
