// SPDX-License-Identifier: GPL-2.0
/// A device's page is taken without a reference on its pagemap: the struct page may
/// be gone. So the first conversion of x86 was reverted, 6dd29b3df975.
// File: core/gup_fast.c
// Killed-by: race_device
// Layouts: x86-64-4l

@@
identifier b, pgmap;
@@
 gup_leaf(...)
 {
 ...
-	if (unlikely(b->device)) {
-		pgmap = gup_device_hold(...);
-		if (!pgmap)
-			return 0;
-	}
 ...
 }
