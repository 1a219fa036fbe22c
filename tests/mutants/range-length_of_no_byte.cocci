// SPDX-License-Identifier: GPL-2.0
/// A length that a word cannot hold is taken for what is left of it: 2^20 pages of 4K
/// are none, and the walk never ends.
// File: core/kernels/folio_call.h
// Killed-by: test_range_length
// Layouts: x86-pae
// Ends: SIGSEGV: the pages are stored behind the test's own array

@@
expression len;
@@
 gup_enter(...)
 {
 <...
-	if (len >> PAGE_SHIFT != (unsigned long)nr_pages)
-		return GUP_OVERFLOW;
 ...>
 }
