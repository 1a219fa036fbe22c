// SPDX-License-Identifier: GPL-2.0
/// With the reference held nobody checks that the folio is large or small as it was:
/// its pin is counted where nobody looks for it.
// File: core/kernels/folio_references.h
// Killed-by: race_split
// Layouts: x86-64-4l

@@
identifier first, folio, pin;
expression last, other;
@@
 gup_take_run(...)
 {
 ...
-	if (unlikely(page_folio(first) != folio || (pin && (folio_test_large(folio) != large || other)) || last))
+	if (unlikely(page_folio(first) != folio || last))
 		goto drop;
 ...
 }
