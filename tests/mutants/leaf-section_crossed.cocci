// SPDX-License-Identifier: GPL-2.0
/// The struct pages of a huge leaf are taken to lie side by side, where the memory map
/// has a piece for each section, and the leaf is larger.
// File: core/gup_entry.h
// Killed-by: test_huge_parts
// Layouts: x86-64-4l-ipi

@@
identifier first, n, size;
@@
 gup_nth_page(...)
 {
-	return GUP_SECTION != 0 && size > GUP_SECTION ? ... : first + n;
+	return first + n;
 }
