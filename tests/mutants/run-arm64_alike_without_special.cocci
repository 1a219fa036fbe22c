// SPDX-License-Identifier: GPL-2.0
/// Two ptes count as alike though the second one is special: memory without a page is
/// taken.
// File: arch-arm64/gup_ops.h
// Killed-by: test_range_stops
// Layouts: arm64-4k-4l

@@
identifier a, b;
typedef u64;
@@
 gup_pte_same_prot(...)
 {
-	return !((pte_val(a) ^ pte_val(b)) & ~(u64)GUP_ARM64_ALIKE);
+	return !((pte_val(a) ^ pte_val(b)) & ~(u64)(GUP_ARM64_ALIKE | 1UL << 56));
 }
