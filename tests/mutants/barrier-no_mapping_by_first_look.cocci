// SPDX-License-Identifier: GPL-2.0
/// A page without a mapping is taken for harmless since the look back comes later: but
/// nothing orders the two, and secretmem that is being truncated has none.
// File: core/kernels/folio_references.h
// Killed-by: test_barriers
// Layouts: x86-64-4l

@@
identifier mapping, ask;
@@
 gup_note_folio(...)
 {
 ...
-	if (likely(gup_harmless(...)) || (mapping && mapping == ask->file))
+	if (likely(gup_harmless(folio, mapping, flags)) || mapping == ask->file)
 		return;
 ...
 }
