// SPDX-License-Identifier: GPL-2.0
/// One steps through a folded level by the address of the copy: the look back compares
/// the copy with itself, as all kernels up to 6.12 do; s390 iterated there until
/// d3f7b1bb2040.
// File: core/gup_descend.h
// Killed-by: test_reads_once
// Layouts: x86-64-4l

@@
identifier c, folded;
expression real, next;
typedef p4d_t;
@@
 gup_step_below(struct gup_cursor *c, ...)
 {
 <...
-	c->slot.p4d = folded ? real : next;
+	if (folded) {
+		c->here.val.pgd = gup_pgd_get(c->slot.pgd);
+		c->slot.p4d = (p4d_t *)&c->here.val.pgd;
+	} else {
+		c->slot.p4d = next;
+	}
 ...>
 }
