// SPDX-License-Identifier: GPL-2.0
/// The look back takes the writable bit (DBM) for noise: a page that KSM
/// write-protects is pinned for writing after KSM has looked for pins.
// File: arch-arm64/gup_ops.h
// Killed-by: race_ksm
// Layouts: arm64-4k-4l

@@
@@
 gup_arm64_noise(...)
 {
-	return ...;
+	return PTE_AF | PTE_DIRTY | PTE_CONT | PTE_RDONLY | PTE_WRITE;
 }
