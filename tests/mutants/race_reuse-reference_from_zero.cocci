// SPDX-License-Identifier: GPL-2.0
/// A reference is added even to a count of zero: a free page gets one, and is given
/// to somebody else all the same.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l

@@
identifier folio, refs;
@@
 gup_take_run(...)
 {
 ...
-	if (unlikely(!folio_ref_try_add(folio, refs)))
-		return 0;
+	(void)__atomic_fetch_add(&folio->_refcount.counter, refs, __ATOMIC_SEQ_CST);
 ...
 }
