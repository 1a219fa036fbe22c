// SPDX-License-Identifier: GPL-2.0
/// A huge entry is not looked at again: pages of a huge page that was unmapped and
/// freed before the reference came are taken.
// File: core/gup_fast.c
// Killed-by: race_unmap
// Layouts: x86-64-4l

@@
identifier b, from, to;
@@
 gup_look_back(...)
 {
 <...
-		return gup_entry_unchanged(b->level, b->slot, b->val[0]) ? to - from : 0;
+		return to - from;
 ...>
 }
