// SPDX-License-Identifier: GPL-2.0
/// The ptes are not looked at again: a page that was unmapped and freed before the
/// reference came is taken, and is somebody else's.
// File: core/gup_fast.c
// Killed-by: race_unmap
// Layouts: x86-64-4l s390-3l

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
