// SPDX-License-Identifier: GPL-2.0
/// With the lock held nobody looks whether the head is still one: its tails are tails no
/// more, and what they count as such is lost.
// File: core/kernels/tail_references.h
// Killed-by: race_split
// Layouts: x86-64-4l-ipi+tail_references mips-64-4k+tail_references

@@
identifier head;
@@
 gup_keep_tails(...)
 {
 ...
-	if (likely(PageHead(head)))
 {
 ...
 }
 ...
 }
