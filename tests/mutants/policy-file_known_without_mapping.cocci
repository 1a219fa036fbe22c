// SPDX-License-Identifier: GPL-2.0
/// A page without a mapping is known by the last one that had none: no second look.
// File: core/kernels/folio_pins.h
// Killed-by: race_truncation
// Layouts: x86-64-4l

@@
identifier mapping, known;
@@
 gup_policy(...)
 {
 ...
-	if (likely(mapping && mapping == *known))
+	if (likely(mapping == *known))
 		return GUP_ADMIT;
 ...
 }
