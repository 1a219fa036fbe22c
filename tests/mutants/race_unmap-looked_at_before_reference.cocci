// SPDX-License-Identifier: GPL-2.0
/// The entries are looked at again before the references are taken, not after: what
/// happens between the two goes unseen.
// File: core/gup_fast.c
// Killed-by: race_unmap
// Layouts: x86-64-4l

@@
identifier b, kept, taken;
expression list taking;
@@
 gup_leaf(...)
 {
 ...
+	const unsigned int early = gup_look_back(b, 0, b->nr);
 taken = gup_take(taking);
 ...
-	kept = gup_look_back(b, 0, taken);
+	kept = min(early, taken);
 ...
 }
