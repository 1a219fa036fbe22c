// SPDX-License-Identifier: GPL-2.0
/// Whatever address inside a huge pmd is asked for, its first page is returned.
// File: core/gup_ops.h
// Killed-by: test_huge_parts
// Layouts: x86-64-4l

@@
@@
 gup_pmd_page(...)
 {
-	return nth_page(pmd_page(pmd), ...);
+	return pmd_page(pmd);
 }
