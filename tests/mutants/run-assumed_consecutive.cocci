// SPDX-License-Identifier: GPL-2.0
/// The pages of a large folio are assumed to follow each other: of pages that are
/// mapped in another order the wrong number lies in the folio.
// File: core/kernels/folio_references.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier run, max, pages;
@@
 gup_run_large(...)
 {
 ...
-	for (run = 1; run < max; run++)
-		if (!gup_follows(...))
-			break;
-	return run;
+	run = max;
+	return run ?: 1;
 }
