// SPDX-License-Identifier: GPL-2.0
/// What may be a tail by now is asked how large it is, as of a head, which is a BUG in
/// kernels that debug.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
identifier folio;
@@
 gup_run_large(...)
 {
 <...
-	compound_nr(&folio->page)
+	folio_nr_pages(folio)
 ...>
 }
