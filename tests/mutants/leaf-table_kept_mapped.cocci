// SPDX-License-Identifier: GPL-2.0
/// A table of ptes stays mapped when the walk ends early: with HIGHPTE each such call
/// uses up a slot of this CPU.
// File: core/gup_fast.c
// Killed-by: test_leaf
// Layouts: arm-lpae

@@
identifier table;
@@
 gup_walk_ptes(...)
 {
 ...
-	gup_pte_unmap(table);
+	if (w->addr == stop)
+		gup_pte_unmap(table);
 return w->addr == stop;
 }
