// SPDX-License-Identifier: GPL-2.0
/// A folded entry is read at each of the levels that it stands for: what is judged
/// may differ from what is followed.
// File: core/gup_descend.h
// Killed-by: test_reads_once
// Layouts: x86-64-4l

@@
identifier c, level;
@@
 gup_down(struct gup_cursor *c, enum gup_level level)
 {
-	if (!gup_step_folded(c, level)) {
+	{
 	...
 	}
 	...
 }
