// SPDX-License-Identifier: GPL-2.0
/// A split does not wait for walkers by an IPI: the huge page comes apart while a
/// walker takes references on its head.
// File: tests/sim/gather.c
// Killed-by: race_split
// Layouts: x86-64-4l

@@
@@
 sim_table_sync(...)
 {
-	sim_sync_irqs();
 }
