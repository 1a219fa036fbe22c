// SPDX-License-Identifier: GPL-2.0
/// A pte that follows the last one is given the page of that.
// File: core/gup_fast.c
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier page;
@@
 gup_judge(...)
 {
 <...
-	page = nth_page(page, 1);
 ...>
 }
