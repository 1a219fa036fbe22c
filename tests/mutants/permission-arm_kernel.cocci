// SPDX-License-Identifier: GPL-2.0
/// A section of the kernel's is taken: pmd_access_permitted() of arm does not look at
/// the user's bit.
// File: arch-arm/gup_ops.h
// Killed-by: test_leaf
// Layouts: arm-lpae

@@
identifier pmd, write;
@@
 gup_pmd_permitted(...)
 {
-	return (pmd_val(pmd) & PMD_SECT_USER) && pmd_access_permitted(pmd, write);
+	return pmd_access_permitted(pmd, write);
 }
