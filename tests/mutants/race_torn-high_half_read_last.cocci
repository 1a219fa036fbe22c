// SPDX-License-Identifier: GPL-2.0
/// The lower half is read twice, but both times before the upper one: halves of two
/// entries make one that never was. 6.1 reads the pmds of PAE torn, too.
// File: core/gup_split.h
// Killed-by: race_torn
// Layouts: x86-pae

@@
identifier l, h, high;
typedef u64;
@@
 gup_split_read(...)
 {
 <...
-	h = READ_ONCE(*high);
 ...>
-	return (u64)h << 32 | l;
+	h = READ_ONCE(*high);
+	return (u64)h << 32 | l;
 }
