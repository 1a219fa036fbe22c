// SPDX-License-Identifier: GPL-2.0
/// With the reference held nobody checks that the run's last page still belongs to
/// the folio: after a split the head has the references of all the others.
// File: core/kernels/folio_pins.h
// Killed-by: race_split
// Layouts: x86-64-4l

@@
identifier page, folio, run, pages;
expression size;
@@
 gup_take(...)
 {
 ...
-	if (unlikely(page_folio(page) != folio || size ||
-		     (run > 1 && page_folio(pages[run - 1]) != folio)))
+	if (unlikely(page_folio(page) != folio || size))
 		goto drop;
 ...
 }
