// SPDX-License-Identifier: GPL-2.0
/// The pages of a batch are taken to follow each other once two of them did: of a folio
/// whose pages are mapped in another order the wrong number is counted.
// File: core/gup_fast.c
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier consecutive;
@@
 gup_judge(...)
 {
 <...
-	consecutive = false;
 ...>
 }
