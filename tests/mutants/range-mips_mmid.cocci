// SPDX-License-Identifier: GPL-2.0
/// A CPU that flushes by broadcast, without an IPI, is not kept from the walker: nothing
/// holds back the end of a table.
// File: arch-mips/gup_ops.h
// Killed-by: test_range_quirks
// Layouts: mips-64-4k

@@
@@
-!cpu_has_dc_aliases && !(by_ipi && cpu_has_mmid)
+!cpu_has_dc_aliases
