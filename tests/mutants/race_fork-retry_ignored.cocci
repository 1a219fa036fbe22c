// SPDX-License-Identifier: GPL-2.0
/// A fork that copies while pins are taken goes unseen: a page is pinned that the
/// child shares, and the parent's next write goes elsewhere. As before 57efa1fe5957.
// File: core/kernels/folio_call.h
// Killed-by: race_fork
// Layouts: x86-64-4l

@@
@@
 gup_fork_raced(...)
 {
-	return ...;
+	return false;
 }
