// SPDX-License-Identifier: GPL-2.0
/// Whether reclaim is to be told is not asked: pages that are in use look old.
// File: core/kernels/folio_references.h
// Killed-by: test_refs_touch
// Layouts: x86-64-4l

@@
identifier folio, ask;
expression accessible;
@@
 gup_note_folio(...)
 {
 ...
-	if (unlikely(!folio_test_referenced(folio) || accessible))
+	if (unlikely(accessible))
 		ask->each = true;
 ...
 }
