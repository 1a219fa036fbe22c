// SPDX-License-Identifier: GPL-2.0
/// Whether a page must be unshared is looked at only if the first pte of the batch lets
/// nobody write: a shared page behind a writable one is pinned.
// File: core/gup_fast.c
// Killed-by: test_exclusive
// Layouts: x86-64-4l

@@
identifier may_unshare;
@@
 gup_usable_too(...)
 {
 ...
-	*may_unshare |= gup_may_unshare(...);
 ...
 }
