// SPDX-License-Identifier: GPL-2.0
/// Read-only counts as noise whatever else the entry says, not only where the CPU
/// manages it (DBM).
// File: arch-arm64/gup_ops.h
// Killed-by: test_ops_noise
// Layouts: arm64-4k-4l

@@
@@
 gup_arm64_noise(...)
 {
-	return ...;
+	return PTE_AF | PTE_DIRTY | PTE_CONT | PTE_RDONLY;
 }
