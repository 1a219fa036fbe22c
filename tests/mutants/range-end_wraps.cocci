// SPDX-License-Identifier: GPL-2.0
/// The end of the range is not checked: a range that wraps is walked from a high
/// address to a low one.
// File: core/kernels/folio_pins.h
// Killed-by: test_range_limits
// Layouts: x86-64-4l

@@
expression len;
@@
 gup_enter(...)
 {
 <...
-	wraps || len >> PAGE_SHIFT != (unsigned long)nr_pages
+	len >> PAGE_SHIFT != (unsigned long)nr_pages
 ...>
 }
