// SPDX-License-Identifier: GPL-2.0
/// A page without a mapping is taken without a second look: it may be secretmem that
/// is just being truncated, and is not readable for the kernel.
// File: core/kernels/folio_pins.h
// Killed-by: race_truncation
// Layouts: x86-64-4l

@@
identifier no_file;
@@
 gup_policy(...)
 {
 <...
-	return no_file ? GUP_REFUSE : GUP_LOOK_AGAIN;
+	return no_file ? GUP_REFUSE : GUP_ADMIT;
 ...>
 }
