// SPDX-License-Identifier: GPL-2.0
/// The page of the next pte is taken to lie behind the last one, where the memory map
/// has a piece for each section, and another one begins.
// File: core/gup_entry.h
// Killed-by: test_sections
// Layouts: x86-64-4l-ipi mips-64-4k

@@
identifier page, pte, addr;
@@
 gup_next_page(...)
 {
-	return GUP_SECTION != 0 ? gup_pte_page(pte, addr) : page + 1;
+	return page + 1;
 }
