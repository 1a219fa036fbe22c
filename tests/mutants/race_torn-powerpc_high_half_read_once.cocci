// SPDX-License-Identifier: GPL-2.0
/// The upper word is not read again: where a flush waits for nobody two exchanges in a
/// row leave the lower word as it was, with the upper one of the entry in between.
// File: arch-powerpc/gup_wide_pte.h
// Killed-by: race_torn
// Layouts: powerpc-32-pte64

@@
expression high, val;
@@
-unlikely(READ_ONCE(*high) != val >> 32)
+0
