// SPDX-License-Identifier: GPL-2.0
/// Only of the first run of a batch the entries are looked at a second time.
// File: core/gup_fast.c
// Killed-by: race_truncation
// Layouts: x86-64-4l

@@
identifier b, i, run;
@@
 gup_check_pages(...)
 {
 <...
-	gup_look_back(b, i, i + run) != run
+	!i && gup_look_back(b, i, i + run) != run
 ...>
 }
