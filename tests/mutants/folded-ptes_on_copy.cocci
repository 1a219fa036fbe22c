// SPDX-License-Identifier: GPL-2.0
/// The ptes are looked at again in the batch's copies, which never change.
// File: core/gup_fast.c
// Killed-by: test_reads_once
// Layouts: x86-64-4l

@@
typedef pte_t;
identifier i, b, slot;
@@
 gup_look_back(...)
 {
 <...
-	union gup_slot slot = { .pte = b->slot.pte + i };
+	union gup_slot slot = { .pte = (pte_t *)&b->val[i].pte };
 ...>
 }
