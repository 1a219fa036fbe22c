// SPDX-License-Identifier: GPL-2.0
/// A run, such as a huge entry's, is taken with one reference less than it has pages.
// File: core/kernels/folio_references.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier folio, refs;
@@
 gup_take_run(...)
 {
 ...
-	if (unlikely(!folio_ref_try_add(folio, refs)))
+	if (unlikely(!folio_ref_try_add(folio, run > 1 ? refs - 1 : refs)))
 		return 0;
 ...
 }
