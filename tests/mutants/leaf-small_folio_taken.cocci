// SPDX-License-Identifier: GPL-2.0
/// Many pages of a leaf whose folio is a single page, by now or always, are taken all the
/// same: the references are all on that one.
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
-		return 0;
 ...
 }
