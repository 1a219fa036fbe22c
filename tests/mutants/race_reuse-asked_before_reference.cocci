// SPDX-License-Identifier: GPL-2.0
/// What a page is, is asked before it is held: it was anonymous, and is secretmem when
/// the reference arrives.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
identifier folio, refs, ask;
expression pin;
@@
 gup_take_run(...)
 {
 ...
+	gup_note_folio(folio, pin, flags, ask);
 if (unlikely(!folio_ref_try_add(folio, refs)))
 	return 0;
 ...
-	gup_note_folio(folio, pin, flags, ask);
 ...
 }
