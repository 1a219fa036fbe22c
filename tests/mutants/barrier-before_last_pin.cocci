// SPDX-License-Identifier: GPL-2.0
/// The full barrier comes after all pins of a batch but the last.
// File: core/gup_fast.c
// Killed-by: test_barriers
// Layouts: x86-64-4l

@@
expression call, pages, one_leaf, base, consecutive, flags, ask;
identifier taken, nr;
@@
 gup_leaf(...)
 {
 ...
-	taken = gup_take(call, pages, nr, one_leaf, base, consecutive, flags, ask);
+	taken = gup_take(call, pages, nr - 1, one_leaf, base, consecutive, flags, ask);
+	smp_mb__after_atomic();
+	if (taken == nr - 1)
+		taken += gup_take(call, pages + taken, 1, one_leaf, base, consecutive, flags, ask);
 ...
-	smp_mb__after_atomic();
 ...
 }
