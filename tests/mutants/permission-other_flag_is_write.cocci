// SPDX-License-Identifier: GPL-2.0
/// FOLL_FORCE, of a call that does not write, is taken for a wish to write: what nobody may
/// write is left to the slow path.
// File: core/gup_fast.c
// Killed-by: test_leaf
// Layouts: x86-64-4l

@@
expression flags;
@@
 gup_judge(...)
 {
 <...
-flags & FOLL_WRITE
+flags & (FOLL_WRITE | FOLL_FORCE)
 ...>
 }
