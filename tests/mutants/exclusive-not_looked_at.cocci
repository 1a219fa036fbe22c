// SPDX-License-Identifier: GPL-2.0
/// PageAnonExclusive is not looked at: a shared page is pinned for reading, and the
/// pin sees none of the process's later writes.
// File: core/kernels/folio_policy.h
// Killed-by: test_exclusive
// Layouts: x86-64-4l

@@
@@
 gup_unshares(...)
 {
-	return ...;
+	return false;
 }
