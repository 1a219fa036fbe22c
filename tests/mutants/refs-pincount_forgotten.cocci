// SPDX-License-Identifier: GPL-2.0
/// A large folio's pins are not counted apart: nobody sees that it is pinned.
// File: core/kernels/folio_references.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier run, folio;
@@
 gup_take_run(...)
 {
 <...
-	if (apart)
-		atomic_add(run, gup_pincount(folio));
 ...>
 }
