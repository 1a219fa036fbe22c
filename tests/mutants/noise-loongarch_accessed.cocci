// SPDX-License-Identifier: GPL-2.0
/// What the handlers of the TLB's exceptions set without a lock is a reason to stop.
// File: arch-loongarch/gup_ops.h
// Killed-by: test_noise
// Layouts: loongarch-16k-3l

@@
identifier a, b;
@@
 gup_loongarch_same(unsigned long a, unsigned long b)
 {
-	return ...;
+	return a == b;
 }
