// SPDX-License-Identifier: GPL-2.0
/// A reference is added even to a count of zero: a free page gets one, and is given to
/// somebody else all the same.
// File: core/kernels/counted_pages.h
// Killed-by: race_reuse
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
