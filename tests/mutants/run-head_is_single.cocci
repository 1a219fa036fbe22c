// SPDX-License-Identifier: GPL-2.0
/// The head of a large folio counts as single: its pin is not counted where those of
/// large folios are.
// File: core/kernels/folio_references.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier page;
@@
 gup_seems_single(...)
 {
-	return !(READ_ONCE(page->compound_head) & 1) && !test_bit(PG_head, &page->flags);
+	return !(READ_ONCE(page->compound_head) & 1);
 }
