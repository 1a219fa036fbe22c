// SPDX-License-Identifier: GPL-2.0
/// An entry that points at huge ptes is followed as if it were a table of pmds.
// File: core/gup_descend.h
// Killed-by: test_huge_parts
// Layouts: powerpc-hash-4k-hugepd

@@
identifier c, level;
@@
-if (gup_step_hugepd(c, level))
-	return false;
