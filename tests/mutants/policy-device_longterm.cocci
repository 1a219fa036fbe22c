// SPDX-License-Identifier: GPL-2.0
/// A device's page is pinned for long: its pagemap can never go.
// File: core/kernels/folio_references.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
expression flags, lookup;
@@
 gup_device_hold(...)
 {
-	return flags & FOLL_LONGTERM ? NULL : lookup;
+	return lookup;
 }
