// SPDX-License-Identifier: GPL-2.0
/// Write permission is not looked at in huge pmds, as s390's own walker did by an
/// inverted test.
// File: core/gup_entry.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
expression val, write;
@@
 gup_entry_permitted(...)
 {
 <...
-	gup_pmd_permitted(val, write)
+	gup_pmd_permitted(val, false)
 ...>
 }
