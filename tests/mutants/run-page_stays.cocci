// SPDX-License-Identifier: GPL-2.0
/// A pte that follows the last one is given the page of that.
// File: core/gup_fast.c
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier page;
expression list rest;
@@
 gup_judge(...)
 {
 <...
-	page = gup_next_page(page, rest);
 ...>
 }
