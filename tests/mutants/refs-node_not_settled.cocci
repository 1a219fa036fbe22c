// SPDX-License-Identifier: GPL-2.0
/// Pins on a second node are accounted to the last one.
// File: core/kernels/folio_references.h
// Killed-by: test_refs
// Layouts: x86-64-4l

@@
identifier call;
@@
 gup_take_run(...)
 {
 <...
-	gup_flush_counters(call);
 ...>
 }
