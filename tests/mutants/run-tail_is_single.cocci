// SPDX-License-Identifier: GPL-2.0
/// A page counts as single that may be a tail: its own reference is tried, which is
/// another folio's, or nobody's.
// File: core/kernels/folio_references.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier page;
@@
 gup_seems_single(...)
 {
-	return !(READ_ONCE(page->compound_head) & 1) && !test_bit(PG_head, &page->flags);
+	return !test_bit(PG_head, &page->flags);
 }
