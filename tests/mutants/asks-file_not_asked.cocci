// SPDX-License-Identifier: GPL-2.0
/// A file is noted, and then nobody asks whether its pages may be taken.
// File: core/kernels/folio_references.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier ask;
@@
 gup_must_check(...)
 {
 ...
-	return unlikely(ask->file) && (...);
+	return false;
 }
