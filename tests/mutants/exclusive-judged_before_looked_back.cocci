// SPDX-License-Identifier: GPL-2.0
/// Whether a page must be unshared is asked before the look back: KSM takes the mark of
/// an exclusive page away and puts the very same pte back between the two.
// File: core/gup_fast.c
// Killed-by: race_ksm
// Layouts: x86-64-4l

@judged@
identifier b, i, pages, run, good, flags;
@@
 gup_check_pages(...)
 {
 <...
-	if (unlikely(b->may_unshare))
-		good = gup_exclusive(b->level, gup_batch_val(b, i), pages + i, run, flags);
 ...>
 }

@depends on judged@
identifier b, kept, taken;
@@
 gup_leaf(...)
 {
 <...
-	kept = gup_look_back(b, 0, taken);
+	kept = gup_look_back(b, 0, b->may_unshare ? gup_exclusive(b->level, b->val, pages, taken, flags) : taken);
 ...>
 }
