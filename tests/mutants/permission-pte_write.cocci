// SPDX-License-Identifier: GPL-2.0
/// Write permission is not looked at in ptes: a read-only page is taken for writing,
/// past copy on write.
// File: core/gup_entry.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
expression val, write;
@@
 gup_entry_permitted(...)
 {
 <...
-	gup_pte_permitted(val, write)
+	gup_pte_permitted(val, false)
 ...>
 }
