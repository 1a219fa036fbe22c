// SPDX-License-Identifier: GPL-2.0
/// One page behind a huge leaf that is no large folio, a driver's memory, is taken by
/// the reference of the leaf's first one.
// File: core/kernels/folio_references.h
// Killed-by: test_huge_parts
// Layouts: x86-64-4l

@@
identifier large, nr, pages, base;
@@
 gup_take_leaf(...)
 {
 ...
-	if (unlikely(!large && (nr > 1 || pages[0] != base)))
+	if (unlikely(!large && nr > 1))
 		return 0;
 ...
 }
