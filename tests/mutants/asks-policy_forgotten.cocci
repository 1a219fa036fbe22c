// SPDX-License-Identifier: GPL-2.0
/// A page that was used before is not asked what it is: secretmem is taken.
// File: core/kernels/folio_references.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier mapping, ask;
@@
 gup_note_folio(...)
 {
 ...
-	if (likely(gup_harmless(...)) || (mapping && mapping == ask->file))
-		return;
+	return;
 ...
 }
