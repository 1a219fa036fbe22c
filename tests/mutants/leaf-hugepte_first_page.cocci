// SPDX-License-Identifier: GPL-2.0
/// Whatever address inside a huge pte is asked for, its first page is returned.
// File: core/gup_entry.h
// Killed-by: test_huge_parts
// Layouts: powerpc-hash-4k-hugepd

@@
expression n;
@@
-nth_page(pte_page(val.pte), n)
+pte_page(val.pte)
