// SPDX-License-Identifier: GPL-2.0
/// No barrier between the policy's reading of the mapping and the second look back:
/// the look may be the older of the two, and proves nothing.
// File: core/gup_fast.c
// Killed-by: test_barriers
// Layouts: x86-64-4l

@@
@@
 gup_check_pages(...)
 {
 <...
-	smp_rmb();
 ...>
 }
