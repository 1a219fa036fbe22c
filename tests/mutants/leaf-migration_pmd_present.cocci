// SPDX-License-Identifier: GPL-2.0
/// A huge pmd is permitted if it is present, which a migration entry is on arm64 while it
/// is split (3a5a8d343e1c, 2024).
// File: core/gup_ops.h
// Killed-by: test_leaf
// Layouts: arm64-4k-4l

@@
expression pmd, write;
@@
 gup_pmd_permitted(...)
 {
 <...
-	return !pmd_protnone(pmd) && pmd_access_permitted(pmd, write);
+	return !pmd_protnone(pmd) && pmd_present(pmd) && (!write || pmd_write(pmd));
 ...>
 }
