// SPDX-License-Identifier: GPL-2.0
/// A huge entry is looked at again in its copy on the stack, which never changes.
// File: core/gup_fast.c
// Killed-by: test_reads_once
// Layouts: x86-64-4l

@@
identifier b, leaf;
@@
 gup_walk_huge(...)
 {
 ...
-	b.slot = leaf.slot;
+	b.slot.pmd = &leaf.val.pmd;
 ...
 }
