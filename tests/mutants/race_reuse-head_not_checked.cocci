// SPDX-License-Identifier: GPL-2.0
/// With the reference held nobody checks that the page still belongs to the folio: a
/// page that became the tail of another folio is taken with a reference on nothing
/// of its own. Mended in try_grab_compound_head(), 2021.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
identifier first, folio;
expression size, last;
@@
 gup_take_run(...)
 {
 ...
-	if (unlikely(page_folio(first) != folio || size || last))
+	if (unlikely(size || last))
 		goto drop;
 ...
 }
