// SPDX-License-Identifier: GPL-2.0
/// The zero page is pinned like others, and given back without: its count ends at zero.
// File: core/kernels/folio_references.h
// Killed-by: test_refs
// Layouts: x86-64-4l

@@
identifier page, pin;
@@
 gup_take_each(...)
 {
 <...
-	pin && is_zero_page(page)
+	0
 ...>
 }
