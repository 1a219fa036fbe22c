// SPDX-License-Identifier: GPL-2.0
/// What the TLB miss handler sets stops the walk.
// File: arch-sh/gup_ops.h
// Killed-by: test_noise
// Layouts: sh-2l sh-x2tlb

@@
typedef u64;
@@
 gup_pte_same(...)
 {
-	return ...;
+	return pte_val(a) == pte_val(b);
 }
