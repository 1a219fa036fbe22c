// SPDX-License-Identifier: GPL-2.0
/// The pin of a call for one page is given back as that of the large folio that the page
/// has become meanwhile.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
@@
 gup_put_pages(...)
 {
 <...
-	gup_put_run(page_folio(base), nr, ask->large, flags)
+	gup_put_folio(page_folio(base), nr, flags)
 ...>
 }
