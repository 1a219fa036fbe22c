// SPDX-License-Identifier: GPL-2.0
/// A software bit that says of a present pte that no page behind it may be taken:
/// pte_special() and pte_mkspecial(). mprotect() keeps it.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: whether the bit is free is asked by the "free" rows beside this file.

virtual patch

@bit depends on patch@
expression dirty;
@@
 #define _PAGE_DIRTY dirty
+#define _PAGE_SPECIAL 0x200

@kept depends on bit@
@@
-#define _PAGE_CHG_MASK (PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY)
+#define _PAGE_CHG_MASK (PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_SPECIAL)

@test depends on kept@
typedef pte_t;
identifier pte;
@@
 static inline int pte_newprot(pte_t pte)
 { ... }
+
+static inline int pte_special(pte_t pte)
+{
+	return pte_get_bits(pte, _PAGE_SPECIAL);
+}

@set depends on test@
typedef pte_t;
identifier pte;
@@
 static inline pte_t pte_mkyoung(pte_t pte)
 { ... }
+
+static inline pte_t pte_mkspecial(pte_t pte)
+{
+	pte_set_bits(pte, _PAGE_SPECIAL);
+	return pte;
+}
