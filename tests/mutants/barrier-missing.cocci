// SPDX-License-Identifier: GPL-2.0
/// No full barrier between the last reference and the first look back.
// File: core/gup_fast.c
// Killed-by: test_barriers
// Layouts: x86-64-4l

@@
@@
 gup_leaf(...)
 {
 ...
-	smp_mb__after_atomic();
 ...
 }
