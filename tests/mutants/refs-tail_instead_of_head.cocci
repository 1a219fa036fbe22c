// SPDX-License-Identifier: GPL-2.0
/// The reference is tried on the tail, whose count is 0: no page of a huge page that
/// is mapped by ptes can be taken. 7aef4172c795.
// File: core/kernels/folio_pins.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier folio, page;
@@
 gup_take_as(...)
 {
 <...
-	folio = page_folio(page);
+	folio = (struct folio *)page;
 ...>
 }
