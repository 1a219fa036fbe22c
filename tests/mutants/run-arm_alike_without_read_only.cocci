// SPDX-License-Identifier: GPL-2.0
/// Two ptes count as alike though the second one is read-only for Linux; for the
/// hardware the first one is as well, which is clean.
// File: arch-arm/gup_ops.h
// Killed-by: test_ops_pairs
// Layouts: arm-lpae

@@
@@
 gup_pte_same_prot(...)
 {
-	return ...;
+	return !((pte_val(a) ^ pte_val(b)) &
+		 ~((PHYS_MASK & ~0xfffULL) | L_PTE_YOUNG | 0x0400000000000000ULL));
 }
