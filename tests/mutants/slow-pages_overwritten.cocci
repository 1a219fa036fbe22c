// SPDX-License-Identifier: GPL-2.0
/// The slow path records its pages from the array's begin: those that were taken fast
/// are lost, with their references.
// File: core/gup_fast.c
// Killed-by: test_slow
// Layouts: x86-64-4l

@@
identifier w, pages;
@@
 gup_slow(...,
-	pages + w.nr
+	pages
 )
