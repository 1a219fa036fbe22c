// SPDX-License-Identifier: GPL-2.0
/// A large folio is let pass without a question also where files may not be had: one
/// that tracks dirty pages is pinned for long and for writing.
// File: core/kernels/folio_policy.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier no_file, folio;
@@
 gup_harmless(...)
 {
 ...
-	return !no_file && folio_test_large(folio);
+	return folio_test_large(folio);
 }
