// SPDX-License-Identifier: GPL-2.0
/// The seed series' algorithm: the pgd is judged by one read and followed by another.
// File: core/gup_descend.h
// Killed-by: race_table_free
// Layouts: arm64-4k-4l

@@
identifier c;
@@
 gup_step_below(struct gup_cursor *c, ...)
 {
 <...
(
-	c->here.val.pgd
+	gup_pgd_get(c->slot.pgd)
|
-	c->here.val.p4d
+	gup_p4d_get(c->slot.p4d)
|
-	c->here.val.pud
+	gup_pud_get(c->slot.pud)
)
 ...>
 }
