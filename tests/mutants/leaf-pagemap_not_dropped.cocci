// SPDX-License-Identifier: GPL-2.0
/// The reference on a device's pagemap is never given back: the device cannot go.
// File: core/gup_fast.c
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
identifier pgmap;
@@
 gup_leaf(...)
 {
 ...
-	if (unlikely(pgmap))
-		gup_device_drop(pgmap);
 ...
 }
