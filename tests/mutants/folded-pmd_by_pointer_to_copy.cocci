// SPDX-License-Identifier: GPL-2.0
/// One steps through a folded pmd by the address of the copy: of a huge entry the look
/// back compares the copy with itself. So all kernels up to 6.12 with 2 levels.
// File: core/gup_descend.h
// Killed-by: test_reads_once
// Layouts: arm64-16k-2l

@@
identifier c, folded;
expression real, next;
typedef pmd_t;
@@
 gup_step_below(struct gup_cursor *c, ...)
 {
 <...
-	c->slot.pmd = folded ? real : next;
+	if (folded) {
+		c->here.val.pud = gup_pud_get(c->slot.pud);
+		c->slot.pmd = (pmd_t *)&c->here.val.pud;
+	} else {
+		c->slot.pmd = next;
+	}
 ...>
 }
