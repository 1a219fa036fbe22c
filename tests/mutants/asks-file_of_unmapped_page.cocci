// SPDX-License-Identifier: GPL-2.0
/// A file is believed to be one although the page that pointed at it is mapped no more:
/// it may have been a page of anything, and the word no mapping.
// File: core/kernels/folio_references.h
// Killed-by: race_reuse
// Layouts: x86-64-4l
// Ends: SIGSEGV: it follows a word that is no file

@@
identifier ask, all;
expression admits;
@@
 gup_must_check(...)
 {
 ...
-	return unlikely(ask->file) && (!all || admits);
+	return unlikely(ask->file) && admits;
 }
