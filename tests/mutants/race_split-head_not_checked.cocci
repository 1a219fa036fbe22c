// SPDX-License-Identifier: GPL-2.0
/// With the reference held nobody checks that the head is still the page's: after a
/// split in between the wrong page has the reference. Mended in
/// try_grab_compound_head(), 2021.
// File: core/kernels/folio_references.h
// Killed-by: race_split
// Layouts: x86-64-4l

@@
identifier first, folio;
expression size, last;
@@
 gup_take_run(...)
 {
 ...
-	if (unlikely(page_folio(first) != folio || size || last))
+	if (unlikely(size))
 		goto drop;
 ...
 }
