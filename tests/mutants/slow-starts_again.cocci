// SPDX-License-Identifier: GPL-2.0
/// The slow path starts at the first page of the range, not at the first that is missing.
// File: core/gup_fast.c
// Killed-by: test_slow
// Layouts: x86-64-4l

@@
identifier start, w;
expression list rest;
@@
 gup_fast_as(...)
 {
 <...
-	gup_slow(start + ((unsigned long)w.nr << PAGE_SHIFT), rest)
+	gup_slow(start, rest)
 ...>
 }
