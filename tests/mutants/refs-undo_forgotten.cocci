// SPDX-License-Identifier: GPL-2.0
/// Pages that may not be kept are not given back: each refused page leaks a
/// reference.
// File: core/gup_fast.c
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier kept, taken;
@@
 gup_leaf(...)
 {
 ...
-	if (unlikely(kept != taken))
-		gup_put_pages(...);
 ...
 }
