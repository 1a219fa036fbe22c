// SPDX-License-Identifier: GPL-2.0
/// Page tables are freed without RCU where no flush is an IPI: the walker reads a
/// table that is somebody else's memory. The seed series' 6/7.
// File: tests/sim/gather.c
// Killed-by: race_table_free
// Layouts: x86-64-4l

@@
@@
 batch_end(...)
 {
 <...
-	sim_rcu_free(
+	free_now(
 	...);
 ...>
 }
