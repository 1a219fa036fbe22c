// SPDX-License-Identifier: GPL-2.0
/// The look back compares the first pte of a run only: the other pages of the batch
/// may have been unmapped and freed meanwhile.
// File: core/gup_fast.c
// Killed-by: race_unmap
// Layouts: x86-64-4l

@@
identifier i, slot, b;
@@
 gup_look_back(...)
 {
 <...
-	if (unlikely(!gup_entry_unchanged(GUP_PTE, slot, b->val[i])))
+	if (unlikely(i == from && !gup_entry_unchanged(GUP_PTE, slot, b->val[i])))
 		break;
 ...>
 }
