// SPDX-License-Identifier: GPL-2.0
/// Dirty counts as noise in a read-only entry too: a shadow stack looks the same as
/// memory that has been write-protected.
// File: arch-x86/gup_ops.h
// Killed-by: test_ops_pairs
// Layouts: x86-64-4l

@@
@@
 gup_x86_noise(...)
 {
-	return ...;
+	return _PAGE_ACCESSED | _PAGE_DIRTY;
 }
