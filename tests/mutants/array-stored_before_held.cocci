// SPDX-License-Identifier: GPL-2.0
/// A page is stored in the caller's array when its pte was judged, before it is held:
/// who puts back what he finds there puts a page that is not his.
// File: core/gup_fast.c
// Killed-by: race_unmap
// Layouts: x86-64-4l

@@
@@
 gup_judge(...)
 {
 <...
 pages[i] = page;
+w->pages[w->nr + i] = page;
 ...>
 }
