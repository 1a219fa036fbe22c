// SPDX-License-Identifier: GPL-2.0
/// With the reference held nobody checks that the run's last page still belongs to
/// the folio: after a split the head has the references of all the others.
// File: core/kernels/folio_references.h
// Killed-by: race_split
// Layouts: x86-64-4l

@@
identifier first, last, folio, run;
expression size;
@@
 gup_take_run(...)
 {
 ...
-	if (unlikely(page_folio(first) != folio || size ||
-		     (run > 1 && page_folio(last) != folio)))
+	if (unlikely(page_folio(first) != folio || size))
 		goto drop;
 ...
 }
