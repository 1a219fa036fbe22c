// SPDX-License-Identifier: GPL-2.0
/// Only the first file of a batch is asked: behind a page of shmem one of secretmem is
/// taken.
// File: core/kernels/folio_references.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier ask, mapping;
expression slab, hugetlb;
@@
 gup_note_folio(...)
 {
 ...
-	if (ask->file || !mapping || slab || hugetlb)
+	if (!mapping || slab || hugetlb)
 		ask->each = true;
-	else
+	else if (!ask->file)
 		ask->file = mapping;
 }
