// SPDX-License-Identifier: GPL-2.0
/// Without memory for a batch a table is freed with no IPI: nobody waits for the walker.
// File: tests/sim/gather.c
// Killed-by: race_table_free
// Layouts: x86-64-4l

@@
@@
 sim_table_free(...)
 {
 <...
-	sim_table_sync();
 ...>
 }
