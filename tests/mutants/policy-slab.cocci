// SPDX-License-Identifier: GPL-2.0
/// A page of the slab allocator, which nobody may map, is taken without a word.
// File: core/kernels/folio_policy.h
// Killed-by: test_refs_slab
// Layouts: x86-64-4l

@@
@@
 gup_policy(...)
 {
 ...
-	if (WARN_ON_ONCE(...))
-		return GUP_REFUSE;
 ...
 }
