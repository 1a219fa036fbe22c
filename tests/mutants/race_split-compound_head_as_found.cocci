// SPDX-License-Identifier: GPL-2.0
/// References for pages that ptes map are taken on the head that was found before, and with
/// them held the head is not looked up again: a split in between made it another page's.
// File: core/kernels/compound_references.h
// Killed-by: race_split
// Layouts: x86-64-4l+compound_references

@@
identifier pages, run;
@@
 gup_take_ptes(struct page **pages, ...)
 {
 ...
-	return gup_take_head(...) ? run : 0;
+	return gup_take_refs(compound_head(pages[0]), run) ? run : 0;
 }
