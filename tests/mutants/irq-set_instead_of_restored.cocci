// SPDX-License-Identifier: GPL-2.0
/// Interrupts are enabled after a piece whatever they were before: a caller that had
/// them off is interrupted where it must not be.
// File: core/gup_fast.c
// Killed-by: test_irq
// Layouts: x86-64-4l

@@
identifier irq;
@@
 gup_walk_range(...)
 {
 <...
-	local_irq_restore(irq);
+	local_irq_restore(0);
 ...>
 }
