// SPDX-License-Identifier: GPL-2.0
/// Pins that are given back after a fork stay in the caller's array.
// File: core/gup_fast.c
// Killed-by: race_fork
// Layouts: x86-64-4l

@@
@@
 gup_fast_as(...)
 {
 <...
-memset(pages, 0, w.nr * sizeof(*pages));
 ...>
 }
