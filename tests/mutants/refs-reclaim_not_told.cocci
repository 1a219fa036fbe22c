// SPDX-License-Identifier: GPL-2.0
/// Reclaim is not told that the page was used.
// File: core/gup_fast.c
// Killed-by: test_refs_touch
// Layouts: x86-64-4l

@@
@@
 gup_check_pages(...)
 {
 <...
-	gup_touch(...);
 ...>
 }
