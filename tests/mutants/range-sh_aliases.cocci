// SPDX-License-Identifier: GPL-2.0
/// A CPU whose caches alias is not kept from the walker.
// File: arch-sh/gup_ops.h
// Killed-by: test_range_quirks
// Layouts: sh-2l

@@
@@
-!boot_cpu_data.dcache.n_aliases
+true
