// SPDX-License-Identifier: GPL-2.0
/// An entry of two words is read by one dereference, of which the compiler makes two
/// loads.
// File: arch-sh/gup_x2tlb.h
// Killed-by: race_torn
// Layouts: sh-x2tlb

@@
@@
 gup_pte_get(...)
 {
-	return ...;
+	return *ptep;
 }
