// SPDX-License-Identifier: GPL-2.0
/// What a page is, is asked before it is held: it was anonymous, and is secretmem when
/// the reference arrives.
// File: core/kernels/folio_pins.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
identifier folio, refs;
expression accessible;
@@
 gup_take_run(...)
 {
 ...
+	const bool harmless = gup_harmless(folio, READ_ONCE(folio->mapping), flags);
 if (unlikely(!folio_ref_try_add(folio, refs)))
 	return 0;
 ...
-	if (unlikely(!gup_harmless(folio, READ_ONCE(folio->mapping), flags) || !folio_test_referenced(folio) || accessible))
+	if (unlikely(!harmless || !folio_test_referenced(folio) || accessible))
 		*asks = true;
 ...
 }
