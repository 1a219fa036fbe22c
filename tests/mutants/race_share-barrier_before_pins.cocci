// SPDX-License-Identifier: GPL-2.0
/// The barrier comes before the last pin instead of after it: whoever clears the
/// entry may see no pin, and the walker may see the old entry.
// File: core/gup_fast.c
// Killed-by: race_share
// Layouts: x86-64-4l

@@
identifier taken;
expression list taking;
@@
 gup_leaf(...)
 {
 ...
+	smp_mb__after_atomic();
 taken = gup_take(taking);
-	smp_mb__after_atomic();
 ...
 }
