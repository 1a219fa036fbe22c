// SPDX-License-Identifier: GPL-2.0
/// A run's pins are accounted as one: the node's counters drift apart.
// File: core/kernels/folio_references.h
// Killed-by: test_run
// Layouts: x86-64-4l

@@
identifier call, run;
@@
 gup_take_run(...)
 {
 <...
-	call->pinned += run;
+	call->pinned += 1;
 ...>
 }
