// SPDX-License-Identifier: GPL-2.0
/// With hugetlb the page's own mark is looked at instead of the head's: tails are
/// shared memory that says nothing.
// File: core/kernels/folio_policy.h
// Killed-by: test_exclusive
// Layouts: x86-64-4l

@@
identifier folio;
@@
 gup_needs_unshare(...)
 {
 ...
-	if (huge || folio_test_hugetlb(folio))
+	if (huge && !folio_test_hugetlb(folio))
 		page = &folio->page;
 ...
 }
