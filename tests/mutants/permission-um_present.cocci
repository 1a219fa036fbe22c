// SPDX-License-Identifier: GPL-2.0
/// A pte is taken because it is present, which PROT_NONE is as well: memory that the
/// process may not touch is read.
// File: arch-um/gup_ops.h
// Killed-by: test_leaf
// Layouts: um-64 um-32-2l um-32-3l

@@
identifier pte, need;
parameter list P;
@@
 gup_pte_permitted(P)
 {
 ...
-return (pte_val(pte) & (need | _PAGE_PROTNONE)) == need;
+return pte_access_permitted(pte, write);
 }
