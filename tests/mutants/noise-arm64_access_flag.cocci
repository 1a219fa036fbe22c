// SPDX-License-Identifier: GPL-2.0
/// The access flag is left out of the mask: the CPU sets it by itself, and the walk
/// stops for nothing.
// File: arch-arm64/gup_ops.h
// Killed-by: test_noise
// Layouts: arm64-4k-4l

@@
@@
 gup_arm64_noise(...)
 {
-	return ...;
+	return PTE_DIRTY | PTE_CONT | (val & PTE_WRITE ? PTE_RDONLY : 0);
 }
