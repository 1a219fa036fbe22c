// SPDX-License-Identifier: GPL-2.0
/// A pte that maps the page after the next is taken for the next one.
// File: core/gup_fast.c
// Killed-by: test_run
// Layouts: x86-64-4l

@@
expression v, last;
@@
 gup_judge(...)
 {
 <...
-	pte_val(v) == pte_val(last) + GUP_PTE_STEP
+	pte_val(v) - pte_val(last) - GUP_PTE_STEP <= GUP_PTE_STEP
 ...>
 }
