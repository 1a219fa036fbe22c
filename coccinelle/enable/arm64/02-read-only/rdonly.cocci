// SPDX-License-Identifier: GPL-2.0
/// Each protection that does not allow writing says so by PTE_RDONLY.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: none known.

virtual patch

@prot depends on patch@
expression e;
@@
(
-#define __PAGE_COPY __pgprot(e)
+#define __PAGE_COPY __pgprot(e | PTE_RDONLY)
|
-#define __PAGE_COPY_EXEC __pgprot(e)
+#define __PAGE_COPY_EXEC __pgprot(e | PTE_RDONLY)
|
-#define __PAGE_READONLY __pgprot(e)
+#define __PAGE_READONLY __pgprot(e | PTE_RDONLY)
|
-#define __PAGE_READONLY_EXEC __pgprot(e)
+#define __PAGE_READONLY_EXEC __pgprot(e | PTE_RDONLY)
)
