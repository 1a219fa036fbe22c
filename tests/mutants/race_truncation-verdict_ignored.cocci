// SPDX-License-Identifier: GPL-2.0
/// The walker takes "look again" for "admit": truncated secretmem is taken.
// File: core/gup_fast.c
// Killed-by: race_truncation
// Layouts: x86-64-4l

@@
identifier verdict;
statement S;
@@
 gup_check_pages(...)
 {
 <...
-	if (unlikely(verdict == GUP_LOOK_AGAIN)) S
 ...>
 }
