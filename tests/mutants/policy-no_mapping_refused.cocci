// SPDX-License-Identifier: GPL-2.0
/// Every single page without a mapping is refused: drivers' vm_insert_page() memory
/// always goes the slow way, as since f002882ca369; put right by ae75e88d8c25.
// File: core/kernels/folio_policy.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
@@
 gup_policy(...)
 {
 <...
-	return gup_no_file(...) ? GUP_REFUSE : GUP_LOOK_AGAIN;
+	return GUP_REFUSE;
 ...>
 }
