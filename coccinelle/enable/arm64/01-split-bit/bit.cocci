// SPDX-License-Identifier: GPL-2.0
/// A huge pmd that is being split is marked by a bit that hugetlb does not use.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: whether the bit is free is asked by the "free" rows beside this file.

virtual patch

@split depends on patch@
@@
-#define PMD_SECT_SPLITTING (_AT(pmdval_t, 1) << 57)
+#define PMD_SECT_SPLITTING (_AT(pmdval_t, 1) << 56)
