// SPDX-License-Identifier: GPL-2.0
/// A large segment that is invalid is taken: it is old, or, what no bit tells, in the
/// middle of a split.
// File: arch-s390/gup_ops.h
// Killed-by: test_leaf
// Layouts: s390-3l s390-2l

@@
expression pmd, write, val;
@@
 gup_pmd_permitted(...)
 {
-	return !(val & _SEGMENT_ENTRY_INVALID) && (!write || pmd_write(pmd));
+	return !write || pmd_write(pmd);
 }
