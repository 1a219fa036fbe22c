// SPDX-License-Identifier: GPL-2.0
/// A huge entry of e500 is permitted if it is not 0, as pmd_access_permitted() has it
/// there.
// File: arch-powerpc/gup_e500.h
// Killed-by: test_leaf
// Layouts: powerpc-e500-32

@@
@@
 gup_pmd_permitted(...)
 {
-	return ...;
+	return pmd_present(pmd);
 }
