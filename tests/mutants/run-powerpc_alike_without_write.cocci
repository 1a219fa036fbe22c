// SPDX-License-Identifier: GPL-2.0
/// Two ptes count as alike though the second one is read-only.
// File: arch-powerpc/gup_ops.h
// Killed-by: test_ops_pairs
// Layouts: powerpc-radix-4k

@@
@@
 gup_pte_same_prot(...)
 {
-	return ...;
+	return !((pte_val(a) ^ pte_val(b)) & ~(PTE_RPN_MASK | _PAGE_ACCESSED | _PAGE_DIRTY | 0x2));
 }
