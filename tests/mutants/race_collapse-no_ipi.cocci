// SPDX-License-Identifier: GPL-2.0
/// A collapse does not wait for walkers by an IPI: the table is used again while one
/// still reads it. As before 2ba99c5e0881.
// File: tests/sim/gather.c
// Killed-by: race_collapse
// Layouts: x86-64-4l

@@
@@
 sim_table_sync(...)
 {
-	sim_sync_irqs();
 }
