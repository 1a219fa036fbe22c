// SPDX-License-Identifier: GPL-2.0
/// The flush of the TLB is no IPI, and tables are not freed by RCU either: x86 under
/// PARAVIRT before it selected RCU table free.
// File: tests/sim/gather.c
// Killed-by: race_table_free
// Layouts: x86-64-4l-ipi

@@
@@
 sim_flush_tlb(...)
 {
-	if (...)
-		sim_sync_irqs();
 }
