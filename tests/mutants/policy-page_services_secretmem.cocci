// SPDX-License-Identifier: GPL-2.0
/// Secretmem is not told from other files by its operations: it is taken.
// File: core/kernels/secretmem_files.h
// Killed-by: test_policy
// Layouts: x86-64-4l+page_services

@@
expression mapping;
@@
-mapping->a_ops == &secretmem_aops
+false
