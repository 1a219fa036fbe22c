// SPDX-License-Identifier: GPL-2.0
/// A pte whose frame is cleared already and whose present bit is not yet is taken for
/// one of frame 0.
// File: arch-mips/gup_wide_pte.h
// Killed-by: race_torn
// Layouts: mips-32-phys64

@@
@@
-likely(pte.pte_high & ~_PAGE_GLOBAL)
+1
