// SPDX-License-Identifier: GPL-2.0
/// Two ptes count as alike though the second one is special: memory without a page is
/// taken.
// File: arch-x86/gup_ops.h
// Killed-by: test_range_stops
// Layouts: x86-64-4l

@@
typedef pte_t;
identifier a, b;
@@
 gup_pte_same_prot(pte_t a, pte_t b)
 {
-	return !((pte_val(a) ^ pte_val(b)) & ~(PTE_PFN_MASK | _PAGE_ACCESSED));
+	return !((pte_val(a) ^ pte_val(b)) & ~(PTE_PFN_MASK | _PAGE_ACCESSED | _PAGE_SPECIAL));
 }
