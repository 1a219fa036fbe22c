// SPDX-License-Identifier: GPL-2.0
/// Each mark of a mapping is taken for that of anonymous memory, and nothing is asked.
// File: core/kernels/folio_policy.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier mapping;
@@
 gup_harmless(...)
 {
 ...
-	if (likely((unsigned long)mapping & FOLIO_MAPPING_ANON))
+	if (likely((unsigned long)mapping & FOLIO_MAPPING_FLAGS))
 		return true;
 ...
 }
