// SPDX-License-Identifier: GPL-2.0
/// A huge page is taken because it is present, which it is in the middle of a split as
/// well, and for NUMA balancing.
// File: arch-loongarch/gup_ops.h
// Killed-by: race_split
// Layouts: loongarch-16k-3l

@@
identifier pmd, write;
@@
 gup_pmd_permitted(...)
 {
-	return gup_loongarch_permitted(pmd_val(pmd), write);
+	return pmd_access_permitted(pmd, write);
 }
