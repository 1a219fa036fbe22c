// SPDX-License-Identifier: GPL-2.0
/// A fork is seen, but the pins are kept: the caller is told that nothing was taken.
// File: core/gup_fast.c
// Killed-by: race_fork
// Layouts: x86-64-4l

@@
identifier w, pages, gup_flags;
@@
 gup_fast_as(...)
 {
 <...
-	gup_put_pages(pages, w.nr, NULL, gup_flags, NULL, 0);
 ...>
 }
