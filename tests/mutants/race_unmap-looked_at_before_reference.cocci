// SPDX-License-Identifier: GPL-2.0
/// The entries are looked at again before the references are taken, not after: what
/// happens between the two goes unseen.
// File: core/gup_fast.c
// Killed-by: race_unmap
// Layouts: x86-64-4l

@@
identifier w, b, kept, taken, run;
@@
 gup_leaf(...)
 {
 ...
+	const unsigned int early = gup_look_back(b, 0, b->nr);
 for (...; ...; taken += run) { ... }
 ...
-	kept = gup_admit(w, b, gup_look_back(b, 0, taken));
+	kept = gup_admit(w, b, min(early, taken));
 ...
 }
