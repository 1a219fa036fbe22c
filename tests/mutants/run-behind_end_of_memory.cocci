// SPDX-License-Identifier: GPL-2.0
/// The page behind the last one of memory is looked up, to be compared: there is no
/// section, and the lookup follows NULL.
// File: core/kernels/counted_pages.h
// Killed-by: test_run_end_of_memory
// Layouts: x86-64-4l-ipi+tail_references

@@
identifier pages, run;
@@
 gup_run(...)
 {
 <...
-page_to_pfn(pages[run]) != page_to_pfn(pages[0]) + run
+pages[run] != nth_page(pages[0], run)
 ...>
 }
