// SPDX-License-Identifier: GPL-2.0
/// Whether a page must be unshared first is not asked, if nothing else is.
// File: core/gup_fast.c
// Killed-by: test_exclusive
// Layouts: x86-64-4l

@@
identifier ask, b;
@@
 gup_leaf(...)
 {
 ...
-	struct gup_pending ask = { .each = b->may_unshare };
+	struct gup_pending ask = { .each = false };
 ...
 }
