// SPDX-License-Identifier: GPL-2.0
/// A single page's pin counts as one reference: nobody sees that it is pinned, and
/// giving it back takes 1024 references.
// File: core/kernels/folio_references.h
// Killed-by: test_refs
// Layouts: x86-64-4l

@@
identifier refs, run, pin, apart;
@@
 gup_take_run(...)
 {
 ...
-	const int refs = pin && !apart ? run * GUP_PIN_COUNTING_BIAS : run;
+	const int refs = run;
 ...
 }
