// SPDX-License-Identifier: GPL-2.0
/// A run that the policy stops counts one page less than was kept: it leaks.
// File: core/gup_fast.c
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier i;
@@
 gup_check_pages(...)
 {
 ...
-	return i;
+	return i == nr || !i ? i : i - 1;
 }
