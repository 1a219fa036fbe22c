// SPDX-License-Identifier: GPL-2.0
/// Interrupts stay on while one page is taken: tables may be freed under the walker.
// File: core/gup_fast.c
// Killed-by: test_irq
// Layouts: x86-64-4l

@@
identifier irq;
@@
 gup_walk_one(...)
 {
 ...
-	local_irq_save(irq);
 ...
-	local_irq_restore(irq);
 }
