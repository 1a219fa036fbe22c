// SPDX-License-Identifier: GPL-2.0
/// One pte more than wanted is read and its page prefetched: behind the last one may
/// be the table's end, or an entry without a page.
// File: core/gup_fast.c
// Killed-by: test_reads_no_further
// Layouts: x86-64-4l

@@
identifier i, b;
@@
 gup_judge(...)
 {
 ...
+	slot.pte++;
+	gup_prefetch(gup_pte_page(gup_entry_read(GUP_PTE, slot).pte, addr));
 b->nr = i;
 ...
 }
