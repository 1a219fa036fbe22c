// SPDX-License-Identifier: GPL-2.0
/// A range above user space is walked.
// File: core/kernels/folio_call.h
// Killed-by: test_range_limits
// Layouts: x86-64-4l

@@
@@
 gup_enter(...)
 {
 ...
-	if (...)
-		return -EFAULT;
 ...
 }
