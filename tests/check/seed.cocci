// SPDX-License-Identifier: GPL-2.0-only
/// The seed series' bug: RCU table free is selected, and tables go with the pages.
///
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1

virtual patch

@depends on patch@
identifier free = {__pte_free_tlb, __pmd_free_tlb, __pud_free_tlb};
@@
 free(...)
 {
 <+...
-tlb_remove_table
+tlb_remove_page
 (...)
 ...+>
 }
