// SPDX-License-Identifier: GPL-2.0
/// Two ptes count as alike though the second one is special: memory without a page is
/// taken.
// File: arch-um/gup_ops.h
// Killed-by: test_range_stops
// Layouts: um-64

@@
@@
 gup_pte_same_prot(...)
 {
-	return !((pte_val(a) ^ pte_val(b)) & ~(PAGE_MASK | GUP_UM_NOISE));
+	return !((pte_val(a) ^ pte_val(b)) & ~(PAGE_MASK | GUP_UM_NOISE | 0x200));
 }
