// SPDX-License-Identifier: GPL-2.0
/// The tag of an address is not removed: no tagged address ever goes the fast way.
// File: core/kernels/folio_call.h
// Killed-by: test_range_tag
// Layouts: arm64-4k-4l

@@
identifier start;
@@
 gup_enter(...)
 {
 ...
-	*start = untagged_addr(*start) & PAGE_MASK;
+	*start = *start & PAGE_MASK;
 ...
 }
