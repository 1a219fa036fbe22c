// SPDX-License-Identifier: GPL-2.0
/// The mapping is read twice: truncation clears it in between, and NULL is asked for
/// its file.
// File: core/kernels/folio_pins.h
// Killed-by: race_truncation
// Layouts: x86-64-4l

@@
identifier mapping;
expression file;
@@
 gup_policy(...)
 {
 ...
-	if (secretmem_mapping(mapping) || file)
+	if (secretmem_mapping(READ_ONCE(folio->mapping)) || file)
 		return GUP_REFUSE;
 ...
 }
