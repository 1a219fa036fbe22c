// SPDX-License-Identifier: GPL-2.0
/// All pages of a huge leaf are recorded, wanted or not: the caller's array is written
/// past its end.
// File: core/gup_fast.c
// Killed-by: test_huge_parts
// Layouts: x86-64-4l
// Ends: SIGSEGV: the pointers written behind the array are the test's own

@@
identifier w, size, last, stop;
@@
 gup_walk_piece(...)
 {
 <...
-	last = min(w->addr | (size - 1), stop - 1);
+	last = level == GUP_PTE ? min(w->addr | (size - 1), stop - 1) : w->addr | (size - 1);
 ...>
 }
