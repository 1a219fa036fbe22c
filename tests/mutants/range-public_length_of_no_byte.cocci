// SPDX-License-Identifier: GPL-2.0
/// All pages of 32 bits of addresses are no byte long, and leave nothing.
// File: core/public/gup_public.h
// Killed-by: test_public
// Layouts: x86-2l+tail_references

@@
expression len, end, start, nr_pages, flags;
@@
 gup_beyond_user(...)
 {
 <...
-	len >> PAGE_SHIFT != nr_pages
+	false
 ...>
 }
