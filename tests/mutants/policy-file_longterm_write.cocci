// SPDX-License-Identifier: GPL-2.0
/// A file that tracks dirty pages is pinned for long and for writing: it is written
/// through the pin after the file system has made it clean.
// File: core/kernels/folio_policy.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier mapping, flags;
@@
 gup_file_allowed(...)
 {
 ...
-	return !gup_no_file(flags) || shmem_mapping(mapping);
+	return true;
 }
