// SPDX-License-Identifier: GPL-2.0
/// Pages behind a huge leaf that is no compound page, a driver's memory, are taken by
/// references on the leaf's first one, and are given back one by one.
// File: core/kernels/counted_pages.h
// Killed-by: test_huge_parts
// Layouts: x86-64-4l+compound_references

@@
identifier head, nr, pages, base;
@@
 gup_take_leaf(...)
 {
 ...
-	if (unlikely(!PageHead(head) && (nr > 1 || pages[0] != base))) {
-		gup_put_refs(head, nr);
-		return NULL;
-	}
 ...
 }
