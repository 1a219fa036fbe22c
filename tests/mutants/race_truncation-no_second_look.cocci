// SPDX-License-Identifier: GPL-2.0
/// A page without a mapping is taken without a second look: it may be secretmem that
/// is just being truncated, and is not readable for the kernel.
// File: core/kernels/folio_policy.h
// Killed-by: race_truncation
// Layouts: x86-64-4l

@@
identifier flags;
@@
 gup_policy(...)
 {
 <...
-	return gup_no_file(flags) ? GUP_REFUSE : GUP_LOOK_AGAIN;
+	return gup_no_file(flags) ? GUP_REFUSE : GUP_ALLOW;
 ...>
 }
