// SPDX-License-Identifier: GPL-2.0
/// The upper half of an entry may be read again before the lower one is.
// File: arch-powerpc/gup_wide_pte.h
// Killed-by: test_barriers_halves
// Layouts: powerpc-32-pte64

@@
@@
 gup_ppc_read(...)
 {
 <...
-smp_rmb();
 ...>
 }
