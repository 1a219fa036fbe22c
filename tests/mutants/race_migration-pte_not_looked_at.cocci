// SPDX-License-Identifier: GPL-2.0
/// The ptes are not looked at again: a page that is being copied away is taken after
/// its references were counted, and writes to it are lost.
// File: core/gup_fast.c
// Killed-by: race_migration
// Layouts: x86-64-4l

@@
identifier i, slot, b;
@@
 gup_look_back(...)
 {
 <...
-	if (unlikely(!gup_entry_unchanged(GUP_PTE, slot, b->val[i])))
-		break;
 ...>
 }
