// SPDX-License-Identifier: GPL-2.0
/// A page is looked up and prefetched before its pte is judged: behind a swap entry
/// there is none.
// File: core/gup_fast.c
// Killed-by: test_reads_no_further
// Layouts: x86-64-4l

@@
identifier v, slot;
@@
 gup_judge(...)
 {
 <...
 v = gup_entry_read(GUP_PTE, slot);
+	gup_prefetch(gup_pte_page(v.pte, addr + i * PAGE_SIZE));
 ...>
 }
