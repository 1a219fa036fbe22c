// SPDX-License-Identifier: GPL-2.0
/// The seed series' algorithm: of ptes only the pte is looked at again, never the pmd
/// above, so that a collapse goes unseen. Mended in 70cbc3cc78a9.
// File: core/gup_fast.c
// Killed-by: race_collapse
// Layouts: arm64-4k-4l

@@
identifier b, above;
@@
 gup_look_back(...)
 {
 ...
-	if (unlikely(!gup_entry_unchanged(above, b->above.slot, b->above.val)))
-		return 0;
 ...
 }
