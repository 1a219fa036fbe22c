// SPDX-License-Identifier: GPL-2.0
/// The page that filled the batch belongs to the range that is flushed before the batch
/// is freed.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: a zap_pte_range() of another shape is refused.

virtual patch

@zap depends on patch@
identifier tlb, page, force_flush, addr, end;
@@
 zap_pte_range(struct mmu_gather *tlb, ..., unsigned long addr, unsigned long end, ...)
 {
 <+...
 force_flush = !__tlb_remove_page(tlb, page);
-if (force_flush)
+if (force_flush) {
+	addr += PAGE_SIZE;
 	break;
+}
 ...+>
 }
