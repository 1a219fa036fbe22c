// SPDX-License-Identifier: GPL-2.0
/// What a TLB handler sets in the upper half of a pte stops the walk.
// File: arch-mips/gup_ops.h
// Killed-by: test_noise
// Layouts: mips-32-phys64

@@
@@
 gup_pte_same(...)
 {
-	return ...;
+	return !((pte_val(a) ^ pte_val(b)) & ~(_PAGE_ACCESSED | _PAGE_MODIFIED | _PAGE_SILENT_READ | _PAGE_SILENT_WRITE));
 }
