// SPDX-License-Identifier: GPL-2.0
/// The reference is tried on the tail, whose count is 0: no page of a huge page that
/// is mapped by ptes can be taken. 7aef4172c795.
// File: core/kernels/folio_references.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier page;
@@
 gup_take_each(...)
 {
 <...
-	page_folio(page)
+	(struct folio *)page
 ...>
 }
