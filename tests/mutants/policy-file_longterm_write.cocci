// SPDX-License-Identifier: GPL-2.0
/// A file that tracks dirty pages is pinned for long and for writing: it is written
/// through the pin after the file system has made it clean.
// File: core/kernels/folio_pins.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier mapping;
expression no_file;
@@
 gup_policy(...)
 {
 ...
-	if (secretmem_mapping(mapping) || (no_file && !shmem_mapping(mapping)))
+	if (secretmem_mapping(mapping))
 		return GUP_REFUSE;
 ...
 }
