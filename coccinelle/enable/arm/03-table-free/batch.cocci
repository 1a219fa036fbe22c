// SPDX-License-Identifier: GPL-2.0
/// Page tables are freed by RCU where the hardware broadcasts TLB invalidation: a
/// batch of them in arm's own mmu_gather, which goes with a flush, and each table by
/// tlb_remove_table(). Elsewhere they go with the pages, as before.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: an mmu_gather of another shape is refused, by what must be there afterwards.

virtual patch

@table depends on patch@
@@
 struct mmu_gather {
 struct mm_struct *mm;
+#ifdef CONFIG_HAVE_RCU_TABLE_FREE
+	struct mmu_table_batch	*batch;
+	unsigned int		need_flush;
+#endif
 ...
 };

@flush depends on table@
identifier tlb;
@@
 static inline void tlb_flush_mmu(struct mmu_gather *tlb)
 {
 ...
 tlb_flush(tlb);
+#ifdef CONFIG_HAVE_RCU_TABLE_FREE
+	tlb_table_flush(tlb);
+#endif
 ...
 }

@gather depends on flush@
identifier tlb, mm;
@@
 tlb_gather_mmu(struct mmu_gather *tlb, struct mm_struct *mm, ...)
 {
 ...
 tlb->mm = mm;
+#ifdef CONFIG_HAVE_RCU_TABLE_FREE
+	tlb->batch = NULL;
+#endif
 ...
 }

@one depends on gather@
identifier tlb, page;
@@
 static inline void tlb_remove_page(struct mmu_gather *tlb, struct page *page)
 { ... }
+
+static inline void tlb_free_table(struct mmu_gather *tlb, struct page *table)
+{
+#ifdef CONFIG_HAVE_RCU_TABLE_FREE
+	/* Somebody may be walking it without locks. */
+	tlb_remove_table(tlb, table);
+#else
+	tlb_remove_page(tlb, table);
+#endif
+}

@pte depends on one@
identifier tlb, pte, addr;
@@
 static inline void __pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte, unsigned long addr)
 {
 ...
-tlb_remove_page(tlb, pte);
+tlb_free_table(tlb, pte);
 }

@pmd depends on pte@
typedef pmd_t;
identifier tlb, pmdp;
@@
 __pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmdp, ...)
 {
 <+...
-tlb_remove_page(tlb, virt_to_page(pmdp));
+tlb_free_table(tlb, virt_to_page(pmdp));
 ...+>
 }
