// SPDX-License-Identifier: GPL-2.0
/// Whatever address inside a huge leaf is asked for, its first pages are returned.
// File: core/gup_fast.c
// Killed-by: test_huge_parts
// Layouts: x86-64-4l powerpc-hash-4k-hugepd

@@
expression base, offset, size;
@@
 gup_walk_huge(...)
 {
 <...
-	gup_nth_page(base, offset >> PAGE_SHIFT, size)
+	base
 ...>
 }
