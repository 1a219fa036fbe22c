// SPDX-License-Identifier: GPL-2.0
/// The ptes are not looked at again: a page is pinned after userfaultfd looked for pins,
/// and moves to another address.
// File: core/gup_fast.c
// Killed-by: race_uffd_move
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
