// SPDX-License-Identifier: GPL-2.0
/// A movable page is pinned for long: memory can be neither unplugged nor defragmented.
// File: core/kernels/folio_references.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier flags, folio;
@@
 gup_take_run(...)
 {
 <...
-	if (unlikely(flags & FOLL_LONGTERM && !gup_lasting(folio)))
-		goto drop;
 ...>
 }
