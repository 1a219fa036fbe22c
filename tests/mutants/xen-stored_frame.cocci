// SPDX-License-Identifier: GPL-2.0
/// The frame is taken from the word as it is stored, which in a guest of Xen PV is
/// the machine's and not ours: the page at our frame of that number is taken.
// File: arch-x86/gup_ops.h
// Killed-by: test_leaf
// Layouts: x86-64-xen

@@
@@
 gup_pte_page(...)
 {
 <...
-	pte_val(pte)
+	pte.pte
 ...>
 }
