// SPDX-License-Identifier: GPL-2.0
/// The two stubs of a page table without a bit for it, moved here from the common
/// header. No __HAVE_ARCH_PTE_SPECIAL: vm_normal_page() goes on asking the vma.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: none known.

virtual patch

@set depends on patch@
identifier ptep, pte, ext;
expression e;
@@
 #define set_pte_ext(ptep, pte, ext) e
+
+/* No bit of a pte is left to say this. */
+#define pte_special(pte)	(0)
+#define pte_mkspecial(pte)	(pte)
