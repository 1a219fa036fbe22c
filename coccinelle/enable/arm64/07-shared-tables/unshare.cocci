// SPDX-License-Identifier: GPL-2.0
/// huge_pmd_unshare() waits for walkers between taking the table out and giving up its
/// reference.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: references counted otherwise than by put_page() are refused.

virtual patch

@unshare depends on patch@
identifier mm, addr, ptep;
expression pud;
@@
 huge_pmd_unshare(struct mm_struct *mm, unsigned long *addr, pte_t *ptep)
 {
 ...
 pud_clear(pud);
+/* Fast gup may still walk it, of which its other users know nothing. */
+kick_all_cpus_sync();
 put_page(virt_to_page(ptep));
 ...
 }
