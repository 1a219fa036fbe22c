// SPDX-License-Identifier: GPL-2.0
/// GUP_PIECE is ignored: interrupts are off for as long as the range is.
// File: core/gup_fast.c
// Killed-by: test_irq
// Layouts: x86-64-4l

@@
identifier w, stop;
@@
 gup_walk_range(...)
 {
 <...
-	if (stop - w->addr > GUP_PIECE * PAGE_SIZE)
-		stop = w->addr + GUP_PIECE * PAGE_SIZE;
 ...>
 }
