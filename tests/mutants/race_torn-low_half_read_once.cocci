// SPDX-License-Identifier: GPL-2.0
/// The lower half is not read again: halves of two entries make one that never was.
// File: core/gup_split.h
// Killed-by: race_torn
// Layouts: x86-pae

@@
identifier l, low;
@@
-unlikely(l != READ_ONCE(*low))
+0
