// SPDX-License-Identifier: GPL-2.0
/// A page of a file is looked at again instead of its file being asked: the page that was
/// freed, and came back as secretmem in the same place, is still mapped there.
// File: core/kernels/folio_policy.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
identifier mapping, flags;
@@
 gup_policy(...)
 {
 ...
-	return gup_file_allowed(mapping, flags) ? GUP_ALLOW : GUP_REFUSE;
+	return GUP_LOOK_AGAIN;
 }
