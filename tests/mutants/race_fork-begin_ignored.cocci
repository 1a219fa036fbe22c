// SPDX-License-Identifier: GPL-2.0
/// A fork that is copying when the call begins goes unseen: a page is pinned that the
/// child shares. As before 57efa1fe5957.
// File: core/kernels/folio_call.h
// Killed-by: race_fork
// Layouts: x86-64-4l

@@
identifier call;
@@
 gup_fork_begin(...)
 {
 ...
-	return !(call->fork_seq & 1);
+	return true;
 }
