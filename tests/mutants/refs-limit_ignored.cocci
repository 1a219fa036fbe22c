// SPDX-License-Identifier: GPL-2.0
/// A reference is added to a count that has overflowed, and brings zero nearer: use
/// after free from many pins, 6b3a70773630.
// File: core/kernels/folio_references.h
// Killed-by: test_refs
// Layouts: x86-64-4l

@@
identifier folio;
@@
 gup_take_run(...)
 {
 ...
-	if (WARN_ON_ONCE(folio_ref_count(folio) < 0))
-		return 0;
 ...
 }
