// SPDX-License-Identifier: GPL-2.0
/// A pin of a single page is given back as that of the large folio that the page has
/// become meanwhile.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
@@
 gup_put_pages(...)
 {
 <...
-	ask->large >> (from + i) & 1
+	folio_test_large(page_folio(pages[i]))
 ...>
 }
