// SPDX-License-Identifier: GPL-2.0
/// The entry above a huge leaf is not looked at again: a page is taken from a shared
/// table of pmds that is no longer this process's. huge_pmd_unshare(), 2025.
// File: core/gup_fast.c
// Killed-by: race_hugetlb_unshare
// Layouts: x86-64-4l

@@
identifier above, b;
@@
 gup_look_back(...)
 {
 ...
-	if (unlikely(!gup_entry_unchanged(above, b->above.slot, b->above.val)))
+	if (b->level == GUP_PTE && unlikely(!gup_entry_unchanged(above, b->above.slot, b->above.val)))
 		return 0;
 ...
 }
