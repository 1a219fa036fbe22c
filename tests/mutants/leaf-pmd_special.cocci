// SPDX-License-Identifier: GPL-2.0
/// Special huge pmds, which there are since 6.12, are taken for pages.
// File: core/gup_entry.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
@@
 gup_entry_special(...)
 {
 <...
-	return gup_pmd_special(...);
+	return false;
 ...>
 }
