// SPDX-License-Identifier: GPL-2.0
/// A mapping of another kind is followed as if it were a file: bits of it are none of
/// the address.
// File: core/kernels/folio_policy.h
// Killed-by: test_policy
// Layouts: x86-64-4l
// Ends: SIGSEGV: it follows a word that is no file

@@
identifier mapping;
expression secret;
@@
 gup_file_allowed(...)
 {
-	if ((unsigned long)mapping & FOLIO_MAPPING_FLAGS || secret)
+	if (secret)
 		return false;
 ...
 }
