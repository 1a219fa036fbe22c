// SPDX-License-Identifier: GPL-2.0
/// A call for no page goes to the slow path.
// File: core/public/gup_public.h
// Killed-by: test_public
// Layouts: x86-64-4l+compound_references

@@
expression len, end, start, nr_pages, flags;
@@
 gup_public(...)
 {
 <...
-	if (nr_pages <= 0) return 0;
+	;
 ...>
 }
