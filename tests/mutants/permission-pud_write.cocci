// SPDX-License-Identifier: GPL-2.0
/// Write permission is not looked at in huge puds.
// File: core/gup_entry.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
expression val, write;
@@
 gup_entry_permitted(...)
 {
 <...
-	gup_pud_permitted(val, write)
+	gup_pud_permitted(val, false)
 ...>
 }
