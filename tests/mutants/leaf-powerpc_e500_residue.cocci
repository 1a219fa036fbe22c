// SPDX-License-Identifier: GPL-2.0
/// What clearing a huge entry of two words leaves in the upper one counts as a table.
// File: arch-powerpc/gup_e500.h
// Killed-by: test_leaf
// Layouts: powerpc-e500-32

@@
@@
 gup_pmd_table(...)
 {
-	return ...;
+	return pmd_present(pmd) && !pmd_bad(pmd);
 }
