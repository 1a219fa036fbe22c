// SPDX-License-Identifier: GPL-2.0
/// Secretmem is taken: the kernel, or a device, reads what nobody but its owner may.
/// Mended in 2024.
// File: core/kernels/folio_policy.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier mapping;
expression flags;
@@
 gup_file_allowed(...)
 {
-	if (flags || secretmem_mapping(mapping))
+	if (flags)
 		return false;
 ...
 }
