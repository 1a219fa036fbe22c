// SPDX-License-Identifier: GPL-2.0
/// The second piece goes on where the first one stood, with the pmd's copy from
/// before interrupts were on: the table may be gone.
// File: core/gup_fast.c
// Killed-by: test_irq
// Layouts: x86-64-4l

@@
identifier c, w, level;
@@
 gup_walk_piece(...)
 {
 <...
-	enum gup_level level = gup_descend(&c, w->mm, w->addr);
+	static struct gup_cursor kept;
+	static enum gup_level level;
+
+	if (!w->nr || !(w->addr & ~PMD_MASK))
+		level = gup_descend(&kept, w->mm, w->addr);
+	c = kept;
 ...>
 }
