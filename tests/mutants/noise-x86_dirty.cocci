// SPDX-License-Identifier: GPL-2.0
/// Dirty is left out of the mask: the CPU sets it by itself, and the walk stops for
/// nothing.
// File: arch-x86/gup_ops.h
// Killed-by: test_noise
// Layouts: x86-64-4l

@@
@@
 gup_x86_noise(...)
 {
-	return ...;
+	return _PAGE_ACCESSED;
 }
