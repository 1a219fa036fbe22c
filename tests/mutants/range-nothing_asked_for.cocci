// SPDX-License-Identifier: GPL-2.0
/// A call for no pages is walked: the range check that missed zero length in the 2019
/// conversions.
// File: core/gup_fast.c
// Killed-by: test_range_limits
// Layouts: x86-64-4l

@@
@@
 gup_fast_as(...)
 {
 <...
-	nr_pages <= 0
+	nr_pages < 0
 ...>
 }
