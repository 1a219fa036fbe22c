// SPDX-License-Identifier: GPL-2.0
/*
 * gather.c - how page tables are freed: what mm/mmu_gather.c promises walkers
 *
 * With MMU_GATHER_RCU_TABLE_FREE: tables collect in batches, which RCU frees; a
 * process with one user has no walker but this CPU, so that its tables go at
 * once; and without memory for a batch, an IPI is waited for instead. Otherwise
 * the flush of the TLB, which is an IPI, comes before the tables are freed.
 */
#include "mm.h"

#define BATCH	4

bool sim_no_batch_page;
int sim_mm_users;
static void *batch[BATCH];
static unsigned int nr_batch;

static void free_now(void *table)
{
	sim_table_poison(table);
}

static void batch_end(void)
{
	while (nr_batch)
		sim_rcu_free(batch[--nr_batch]);
}

/* Where each flush is an IPI nothing else is needed to hold back who frees. */
void sim_flush_tlb(void)
{
	if (!IS_ENABLED(CONFIG_MMU_GATHER_RCU_TABLE_FREE))
		sim_sync_irqs();
}

void sim_table_sync(void)
{
	sim_sync_irqs();
}

void sim_table_free(void *table)
{
	if (!IS_ENABLED(CONFIG_MMU_GATHER_RCU_TABLE_FREE)) {
		sim_flush_tlb();
		free_now(table);
	} else if (sim_mm_users == 1) {
		free_now(table);
	} else if (sim_no_batch_page) {
		sim_table_sync();
		free_now(table);
	} else {
		batch[nr_batch++] = table;
		if (nr_batch == BATCH)
			batch_end();
	}
}

void sim_gather_end(void)
{
	batch_end();
}
