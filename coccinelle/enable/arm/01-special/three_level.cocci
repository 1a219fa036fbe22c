// SPDX-License-Identifier: GPL-2.0
/// What LPAE's ptes have a bit for: pte_special() and pte_mkspecial(). mprotect()
/// keeps the bit, as it keeps all that pte_modify() does not name.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: whether nothing else takes the bit is asked by the "free" rows beside this.

virtual patch

@huge depends on patch@
identifier pte;
expression e;
@@
 #define pte_mkhuge(pte) e
+
+#define __HAVE_ARCH_PTE_SPECIAL
+#define pte_special(pte)	(pte_isset((pte), L_PTE_SPECIAL))
+#define pte_mkspecial(pte)	(__pte(pte_val(pte) | L_PTE_SPECIAL))
