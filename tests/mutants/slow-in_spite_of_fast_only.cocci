// SPDX-License-Identifier: GPL-2.0
/// FOLL_FAST_ONLY is ignored: a caller in atomic context sleeps.
// File: core/kernels/folio_call.h
// Killed-by: test_slow
// Layouts: x86-64-4l

@@
@@
 gup_fast_only(...)
 {
-	return ...;
+	return false;
 }
