// SPDX-License-Identifier: GPL-2.0
/// A page that was used before is not asked what it is: secretmem is taken.
// File: core/kernels/folio_pins.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier folio;
expression harm, accessible;
@@
 gup_take_run(...)
 {
 ...
-	if (unlikely(harm || !folio_test_referenced(folio) || accessible))
+	if (unlikely(!folio_test_referenced(folio) || accessible))
 		*asks = true;
 ...
 }
