// SPDX-License-Identifier: GPL-2.0
/// An op reads the entry by a plain dereference, which the compiler may tear or
/// repeat.
// File: core/gup_ops.h
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
typedef pud_t;
identifier pudp;
@@
 gup_pud_get(pud_t *pudp)
 {
-	return READ_ONCE(*pudp);
+	return *pudp;
 }
