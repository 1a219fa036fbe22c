// SPDX-License-Identifier: GPL-2.0
/// A tail does not count its reference, which its head has: put_page() takes one more from
/// it than it has.
// File: core/kernels/tail_references.h
// Killed-by: test_huge_parts
// Layouts: x86-64-4l-ipi+tail_references mips-64-4k+tail_references

@@
@@
 gup_keep_tails(...)
 {
 <...
-	get_huge_page_tail(...);
+	;
 ...>
 }
