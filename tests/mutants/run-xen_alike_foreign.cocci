// SPDX-License-Identifier: GPL-2.0
/// A pte is alike by the words as they are stored, of which another Xen guest's frame
/// looks as any other: only pte_val() says that it is not present.
// File: arch-x86/gup_ops.h
// Killed-by: test_range_stops
// Layouts: x86-64-xen

@@
@@
 gup_pte_same_prot(...)
 {
 <...
(
-	pte_val(a)
+	a.pte
|
-	pte_val(b)
+	b.pte
)
 ...>
 }
