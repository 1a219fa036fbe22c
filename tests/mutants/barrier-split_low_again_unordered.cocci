// SPDX-License-Identifier: GPL-2.0
/// The lower half of an entry may be read again before the upper one is read.
// File: core/gup_split.h
// Killed-by: test_barriers_halves
// Layouts: x86-pae powerpc-32-pte64

@@
identifier h, high;
@@
 gup_split_read(...)
 {
 <...
 h = READ_ONCE(*high);
-smp_rmb();
 ...>
 }
