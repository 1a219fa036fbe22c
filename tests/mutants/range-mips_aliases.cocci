// SPDX-License-Identifier: GPL-2.0
/// A CPU whose caches alias is not kept from the walker.
// File: arch-mips/gup_ops.h
// Killed-by: test_range_quirks
// Layouts: mips-64-4k mips-32-phys64

@@
@@
-!cpu_has_dc_aliases && !(by_ipi && cpu_has_mmid)
+!(by_ipi && cpu_has_mmid)
