// SPDX-License-Identifier: GPL-2.0
/// Nothing orders the first look back before what the policy reads: a mapping that is
/// read early is that of what the page was before it became secretmem.
// File: core/gup_fast.c
// Killed-by: test_barriers
// Layouts: x86-64-4l

@@
@@
 gup_check_pages(...)
 {
 ... when any
-smp_rmb();
 for (i = 0; i < nr; i += run) {
 ...
 }
 ...
 }
