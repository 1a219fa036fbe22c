// SPDX-License-Identifier: GPL-2.0
/// Flags that the walker does not know do not send a call to the slow path.
// File: core/public/gup_public.h
// Killed-by: test_public
// Layouts: x86-64-4l+compound_references

@@
expression len, end, start, nr_pages, flags;
@@
 gup_public(...)
 {
 <...
-	flags & ~FOLL_WRITE || gup_beyond_user(start, nr_pages)
+	gup_beyond_user(start, nr_pages)
 ...>
 }
