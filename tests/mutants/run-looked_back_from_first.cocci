// SPDX-License-Identifier: GPL-2.0
/// The second look back is at as many entries as the run has, but from the batch's first
/// one on.
// File: core/gup_fast.c
// Killed-by: race_truncation
// Layouts: x86-64-4l

@@
identifier b, i, run;
@@
 gup_check_pages(...)
 {
 <...
-	gup_look_back(b, i, i + run)
+	gup_look_back(b, 0, run)
 ...>
 }
