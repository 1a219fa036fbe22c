// SPDX-License-Identifier: GPL-2.0
/// tlb_remove_table() flushes the TLB before it frees a table, or hands a batch of them
/// to RCU, and it frees none without waiting. tlb_table_flush() is left alone: who calls
/// it from elsewhere has just flushed.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: another way in which a table is freed is found by the "expect" rows beside this.

virtual patch

// Gone from kernels that have been mended so far.
@single depends on patch@
identifier tlb, table;
@@
 tlb_remove_table(struct mmu_gather *tlb, void *table)
 {
 ...
-if (atomic_read(&tlb->mm->mm_users) < 2) {
-	__tlb_remove_table(table);
-	return;
-}
 ...
 }

@one depends on patch@
identifier tlb, table;
@@
 tlb_remove_table(struct mmu_gather *tlb, void *table)
 {
 <+...
+/* What the hardware keeps of the levels above still leads to it. */
+tlb_flush(tlb);
 tlb_remove_table_one(table);
 ...+>
 }

@full depends on one@
identifier tlb, batch;
@@
 tlb_remove_table(struct mmu_gather *tlb, ...)
 {
 <+...
 if ((*batch)->nr == MAX_TABLE_BATCH)
-	tlb_table_flush(tlb);
+{
+	tlb_flush(tlb);
+	tlb_table_flush(tlb);
+}
 ...+>
 }
