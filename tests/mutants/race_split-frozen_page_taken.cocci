// SPDX-License-Identifier: GPL-2.0
/// A split has frozen the count to zero, and a reference is added all the same: who splits
/// sets the count without it.
// File: core/kernels/counted_pages.h
// Killed-by: race_split
// Layouts: x86-64-4l+compound_references

@@
identifier page, refs;
@@
 gup_take_refs(...)
 {
-	if (unlikely(page_ref_count(page) <= 0))
-		return false;
 ...
-	return page_ref_add_unless(page, refs, 0);
+	(void)__atomic_fetch_add(&page->_refcount.counter, refs, __ATOMIC_SEQ_CST);
+	return true;
 }
