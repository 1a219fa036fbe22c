// SPDX-License-Identifier: GPL-2.0
/// References are given back to a page instead of its head, as powerpc's gup_hugepte()
/// did until 405e44f2e312.
// File: core/kernels/folio_references.h
// Killed-by: test_exclusive
// Layouts: x86-64-4l

@@
expression page;
@@
 gup_put_pages(...)
 {
 <...
-	large ? page_folio(page) : (struct folio *)page
+	(struct folio *)page
 ...>
 }
