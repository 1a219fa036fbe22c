// SPDX-License-Identifier: GPL-2.0
/// After a stop the count is one too high: a page is returned that was given back.
// File: core/gup_fast.c
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier w, kept;
@@
 gup_leaf(...)
 {
 ...
 gup_record(w, b, kept, one, one_block);
+w->nr += kept != taken;
 ...
 }
