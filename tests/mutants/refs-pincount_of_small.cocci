// SPDX-License-Identifier: GPL-2.0
/// A single page's pin is counted in a pin count as well, which it does not have.
// File: core/kernels/folio_references.h
// Killed-by: test_refs
// Layouts: x86-64-4l

@@
identifier run, folio;
@@
 gup_take_run(...)
 {
 <...
-	if (apart)
-		atomic_add(run, gup_pincount(folio));
+	atomic_add(run, gup_pincount(folio));
 ...>
 }
