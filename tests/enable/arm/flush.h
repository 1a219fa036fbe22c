// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm/02-flush-first/flush.cocci
/* look-alikes: the flush is there, or there is nobody to flush for */
void tlb_flush_mmu(struct mmu_gather *tlb)
{
	tlb_flush(tlb);
	tlb_table_flush(tlb);
}

static void other_remove_table(struct mmu_gather *tlb, void *table)
{
	if (atomic_read(&tlb->mm->mm_users) < 2) {
		__tlb_remove_table(table);
		return;
	}
	tlb_remove_table_one(table);
}

void tlb_remove_table(struct mmu_gather *tlb, void *table)
{
	struct mmu_table_batch **batch = &tlb->batch;

	tlb->need_flush = 1;

	/* Nobody else walks it. */
	if (atomic_read(&tlb->mm->mm_users) < 2) {
		__tlb_remove_table(table);
		return;
	}

	if (*batch == NULL) {
		*batch = new_batch();
		if (*batch == NULL) {
			tlb_remove_table_one(table);
			return;
		}
		(*batch)->nr = 0;
	}
	(*batch)->tables[(*batch)->nr++] = table;
	if ((*batch)->nr == MAX_TABLE_BATCH)
		tlb_table_flush(tlb);
}
