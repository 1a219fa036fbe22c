// SPDX-License-Identifier: GPL-2.0
/// What the kernel notes in a pte for the host's mapping stops the walk.
// File: arch-um/gup_ops.h
// Killed-by: test_noise
// Layouts: um-64 um-32-2l

@@
@@
 gup_pte_same(...)
 {
-	return ...;
+	return pte_val(a) == pte_val(b);
 }
