// SPDX-License-Identifier: GPL-2.0
/// What tails count is added without the lock: a split moves what it finds, and the rest
/// stays on pages that are no tails.
// File: core/kernels/tail_references.h
// Killed-by: race_split
// Layouts: x86-64-4l-ipi+tail_references mips-64-4k+tail_references

@@
identifier head, splits;
@@
 gup_keep_tails(...)
 {
 ...
-	if (splits)
-		compound_lock(head);
 ...
-	if (splits)
-		compound_unlock(head);
 ...
 }
