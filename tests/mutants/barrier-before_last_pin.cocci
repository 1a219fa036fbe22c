// SPDX-License-Identifier: GPL-2.0
/// A full barrier after each run's pin but the last's: the barrier stands before
/// the loop's step.
// File: core/gup_fast.c
// Killed-by: test_barriers
// Layouts: x86-64-4l

@@
identifier run, taken;
@@
 gup_leaf(...)
 {
 ...
 for (...; ...; taken += run) {
+	smp_mb__after_atomic();
 ...
 }
-	smp_mb__after_atomic();
 ...
 }
