// SPDX-License-Identifier: GPL-2.0
/// The look back compares page frames: a huge entry that a NUMA hint has taken away
/// still looks the same, and the page is taken past its migration. As 2b4847e73004
/// had to mend.
// File: arch-x86/gup_ops.h
// Killed-by: race_numa
// Layouts: x86-64-4l

@@
typedef pmd_t;
identifier a, b;
@@
 gup_pmd_same(pmd_t a, pmd_t b)
 {
-	return likely(pmd_val(a) == pmd_val(b)) || ...;
+	return !((pmd_val(a) ^ pmd_val(b)) & PTE_PFN_MASK);
 }
