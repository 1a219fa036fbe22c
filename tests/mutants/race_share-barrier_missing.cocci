// SPDX-License-Identifier: GPL-2.0
/// No barrier between the last pin and the first look back: whoever clears the entry
/// may see no pin, and makes the page shared while the walker sees the old entry.
// File: core/gup_fast.c
// Killed-by: race_share
// Layouts: x86-64-4l

@@
@@
 gup_leaf(...)
 {
 ...
-	smp_mb__after_atomic();
 ...
 }
