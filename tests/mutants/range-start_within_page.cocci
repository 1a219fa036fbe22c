// SPDX-License-Identifier: GPL-2.0
/// An address in the middle of a page is not rounded down: the walk never meets its end.
// File: core/kernels/folio_call.h
// Killed-by: test_range_boundaries
// Layouts: x86-64-4l

@@
identifier start;
@@
 gup_enter(...)
 {
 ...
-	*start = untagged_addr(*start) & PAGE_MASK;
+	*start = untagged_addr(*start);
 ...
 }
