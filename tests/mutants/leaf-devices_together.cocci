// SPDX-License-Identifier: GPL-2.0
/// Neighbouring pages of devices are taken together, held by the pagemap of the first: the
/// second one's device may be another, and gone.
// File: core/gup_fast.c
// Killed-by: test_leaf_device
// Layouts: x86-64-4l

@@
symbol want;
@@
 gup_judge(...)
 {
 ...
-	if (unlikely(b->device))
-		want = 1;
 ...
 }
