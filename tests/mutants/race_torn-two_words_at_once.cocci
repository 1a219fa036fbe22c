// SPDX-License-Identifier: GPL-2.0
/// An entry of two words is read by a plain dereference, which the compiler may make
/// two loads of.
// File: arch-arm/gup_ops.h
// Killed-by: race_torn
// Layouts: arm-lpae

@@
typedef u64;
@@
 gup_arm_get(...)
 {
-	return atomic64_read(...);
+	return *(const u64 *)entry;
 }
