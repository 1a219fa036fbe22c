// SPDX-License-Identifier: GPL-2.0
/// Special ptes are not looked at: memory without a struct page, or one that is
/// nobody's to take, is taken.
// File: core/gup_entry.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
@@
 gup_entry_special(...)
 {
 <...
-	return gup_pte_special(...);
+	return false;
 ...>
 }
