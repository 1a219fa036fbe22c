// SPDX-License-Identifier: GPL-2.0
/// The end of the range is not checked: a range that wraps is walked from a high
/// address to a low one.
// File: core/kernels/folio_call.h
// Killed-by: test_range_limits
// Layouts: x86-64-4l

@@
@@
 gup_enter(...)
 {
 <...
-	if (wraps)
-		return GUP_OVERFLOW;
 ...>
 }
