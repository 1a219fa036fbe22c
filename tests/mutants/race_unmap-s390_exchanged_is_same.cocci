// SPDX-License-Identifier: GPL-2.0
/// A pte that became invalid while the page was taken counts as unchanged, since another
/// CPU may be exchanging it. An empty pte is invalid (0x400), too: its page has another owner.
// File: arch-s390/gup_ops.h
// Killed-by: race_unmap
// Layouts: s390-3l

@@
@@
 gup_pte_same_prot(...)
 {
 ...
 }
+
+#define gup_pte_same(a, b)	(pte_val(a) == pte_val(b) || pte_val(b) & 0x400)
