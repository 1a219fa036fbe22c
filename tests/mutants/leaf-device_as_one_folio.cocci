// SPDX-License-Identifier: GPL-2.0
/// A device's huge leaf is believed to map one folio, as all others do: what is taken of
/// its pages is taken of the first one.
// File: core/gup_fast.c
// Killed-by: test_huge_device
// Layouts: x86-64-4l

@@
symbol base;
@@
-base = NULL;
+;
