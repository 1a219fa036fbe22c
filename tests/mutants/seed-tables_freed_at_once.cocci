// SPDX-License-Identifier: GPL-2.0
/// The seed series' 6/7: arm64 selects RCU table free, but its free functions call
/// tlb_remove_page(): each table is freed at once.
// File: tests/sim/gather.c
// Killed-by: race_table_free
// Layouts: arm64-4k-4l

@@
identifier table;
@@
 sim_table_free(void *table)
 {
-	...
+	free_now(table);
 }
