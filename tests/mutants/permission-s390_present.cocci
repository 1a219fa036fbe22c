// SPDX-License-Identifier: GPL-2.0
/// A pte is read because it is present, which PROT_NONE is as well.
// File: arch-s390/gup_ops.h
// Killed-by: test_leaf
// Layouts: s390-3l

@@
identifier need;
expression more;
@@
 gup_pte_permitted(...)
 {
-	unsigned long need = _PAGE_PRESENT | _PAGE_READ | more;
+	unsigned long need = _PAGE_PRESENT | more;
 	...
 }
