// SPDX-License-Identifier: GPL-2.0
/// A pud of device memory counts as no leaf, as pud_huge() had it without hugetlb
/// (fcd0ccd836ff, 2022): the walk takes what it maps for a table of pmds.
// File: core/gup_entry.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
expression val;
@@
 gup_entry_leaf(...)
 {
 <...
-	return gup_pud_leaf(val);
+	return gup_pud_leaf(val) && !pud_devmap(val);
 ...>
 }
