// SPDX-License-Identifier: GPL-2.0
/// Once one file is known all are: secretmem behind a page of shmem is taken.
// File: core/kernels/folio_pins.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier mapping, known;
@@
 gup_policy(...)
 {
 ...
-	if (likely(mapping && mapping == *known))
+	if (likely(mapping && (mapping == *known || *known)))
 		return GUP_ADMIT;
 ...
 }
