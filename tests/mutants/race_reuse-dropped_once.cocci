// SPDX-License-Identifier: GPL-2.0
/// A run whose folio has changed gives back one reference instead of all.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
identifier folio, refs;
@@
 gup_take_run(...)
 {
 <...
-	gup_put_refs(folio, refs);
+	gup_put_refs(folio, 1);
 ...>
 }
