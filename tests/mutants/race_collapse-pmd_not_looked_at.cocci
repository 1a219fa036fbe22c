// SPDX-License-Identifier: GPL-2.0
/// The pmd above the ptes is not looked at again: a page is taken from a table that
/// khugepaged has already unhooked, and writes to it are lost. Shipped until
/// 70cbc3cc78a9.
// File: core/gup_fast.c
// Killed-by: race_collapse
// Layouts: arm64-4k-4l x86-64-4l

@@
identifier above, b;
@@
 gup_look_back(...)
 {
 ...
-	if (unlikely(!gup_entry_unchanged(above, b->above.slot, b->above.val)))
+	if (b->level != GUP_PTE && unlikely(!gup_entry_unchanged(above, b->above.slot, b->above.val)))
 		return 0;
 ...
 }
