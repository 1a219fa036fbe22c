// SPDX-License-Identifier: GPL-2.0
/// What the fast part took is not counted with what the slow path took.
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
+	return ret < 0 && w.nr ? w.nr : ret;
 ...>
 }
