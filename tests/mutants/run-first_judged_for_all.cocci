// SPDX-License-Identifier: GPL-2.0
/// The first pte of a batch is judged for all of them: a swap entry behind it is taken
/// for a page.
// File: core/gup_fast.c
// Killed-by: test_range_stops
// Layouts: x86-64-4l

@@
identifier model, v;
statement S;
@@
 gup_judge(...)
 {
 <...
-	if (unlikely(!gup_pte_same_prot(model.pte, v.pte))) S
 ...>
 }
