// SPDX-License-Identifier: GPL-2.0
/// Once one file is known all are: secretmem behind a page of shmem is taken.
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
+	if (likely(gup_harmless(folio, mapping, flags)) || (mapping && ask->file))
 		return;
 ...
 }
