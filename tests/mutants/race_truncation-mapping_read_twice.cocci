// SPDX-License-Identifier: GPL-2.0
/// The mapping is read twice: truncation clears it in between, and NULL is asked for
/// its file.
// File: core/kernels/folio_policy.h
// Killed-by: race_truncation
// Layouts: x86-64-4l
// Ends: SIGSEGV: the mapping is gone by then

@@
identifier mapping, flags;
@@
 gup_policy(...)
 {
 ...
-	return gup_file_allowed(mapping, flags) ? GUP_ALLOW : GUP_REFUSE;
+	return gup_file_allowed(READ_ONCE(folio->mapping), flags) ? GUP_ALLOW : GUP_REFUSE;
 }
