// SPDX-License-Identifier: GPL-2.0
/// Nobody asks whether a page can be made accessible: a device reads what the
/// architecture protects (s390's secure guests).
// File: core/gup_fast.c
// Killed-by: test_policy
// Layouts: s390-3l

@@
identifier good, block, flags;
@@
 gup_check_pages(...)
 {
 <...
-	if (unlikely(!good || !gup_accessible(block, flags)))
+	if (unlikely(!good))
 		break;
 ...>
 }
