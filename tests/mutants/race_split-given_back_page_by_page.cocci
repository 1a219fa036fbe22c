// SPDX-License-Identifier: GPL-2.0
/// References of a leaf are given back to each of its pages, though the leaf is not
/// the same any more: after a split they are all on the first one.
// File: core/kernels/folio_references.h
// Killed-by: race_split
// Layouts: x86-64-4l
// Ends: SIGSEGV: of a huge leaf only the first page stands there

@@
identifier base;
@@
 gup_put_pages(...)
 {
 ...
-	if (base) {
-		...
-	}
 ...
 }
