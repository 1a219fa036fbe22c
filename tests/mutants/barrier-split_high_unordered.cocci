// SPDX-License-Identifier: GPL-2.0
/// The upper half of an entry may be read before the lower one.
// File: core/gup_split.h
// Killed-by: test_barriers_halves
// Layouts: x86-pae powerpc-32-pte64

@@
identifier l, low;
@@
 gup_split_read(...)
 {
 <...
 l = READ_ONCE(*low);
-smp_rmb();
 ...>
 }
