// SPDX-License-Identifier: GPL-2.0
/// The slow path's error is returned although pages were taken: they leak.
// File: core/gup_fast.c
// Killed-by: test_slow
// Layouts: x86-64-4l

@@
identifier w, ret;
@@
 gup_fast_as(...)
 {
 <...
-	return ret < 0 && w.nr ? w.nr : w.nr + ret;
+	return ret < 0 ? ret : w.nr + ret;
 ...>
 }
