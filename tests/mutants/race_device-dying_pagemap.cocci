// SPDX-License-Identifier: GPL-2.0
/// A device that is going away does not stop the walker, though it got no pagemap.
// File: core/gup_fast.c
// Killed-by: race_device
// Layouts: x86-64-4l

@@
identifier pgmap;
@@
 gup_leaf(...)
 {
 <...
-	if (!pgmap)
-		return 0;
 ...>
 }
