// SPDX-License-Identifier: GPL-2.0
/// How many levels there are is told by where the process's addresses end, which another
/// thread changes after the top table.
// File: arch-s390/gup_ops.h
// Killed-by: race_more_levels
// Layouts: s390-3l

@@
identifier mm;
@@
 gup_folded(struct mm_struct *mm, ...)
 {
-	return ...;
+	unsigned long limit = READ_ONCE(mm->context.asce_limit);
+
+	return limit <= 1UL << 31 ? 3 : limit <= 1UL << 42 ? 2 : limit <= 1UL << 53 ? 1 : 0;
 }
