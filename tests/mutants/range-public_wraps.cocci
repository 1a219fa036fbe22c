// SPDX-License-Identifier: GPL-2.0
/// A range that wraps is walked from its start, where the tables have another address.
// File: core/public/gup_public.h
// Killed-by: test_public
// Layouts: x86-64-4l+compound_references

@@
expression e, end, start;
@@
 gup_beyond_user(...)
 {
 <...
-	e || end < start
+	e
 ...>
 }
