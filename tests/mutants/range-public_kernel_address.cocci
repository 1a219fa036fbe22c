// SPDX-License-Identifier: GPL-2.0
/// A range may end behind user space.
// File: core/public/gup_public.h
// Killed-by: test_public
// Layouts: x86-64-4l+compound_references

@@
expression len, end, start, nr_pages, flags;
@@
 gup_beyond_user(...)
 {
 <...
-	end > TASK_SIZE
+	false
 ...>
 }
