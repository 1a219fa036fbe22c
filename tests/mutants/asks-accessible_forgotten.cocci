// SPDX-License-Identifier: GPL-2.0
/// Memory that must be made accessible first is pinned without.
// File: core/kernels/folio_references.h
// Killed-by: test_policy
// Layouts: s390-3l

@@
identifier folio, ask;
expression accessible;
@@
 gup_note_folio(...)
 {
 ...
-	if (unlikely(!folio_test_referenced(folio) || accessible))
+	if (unlikely(!folio_test_referenced(folio)))
 		ask->each = true;
 ...
 }
