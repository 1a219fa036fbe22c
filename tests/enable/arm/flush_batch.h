// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm/02-flush-first/flush.cocci
/* No user is treated as the only one: the two other ways are mended alone. */
void tlb_remove_table(struct mmu_gather *tlb, void *table)
{
	struct mmu_table_batch **batch = &tlb->batch;

	if (*batch == NULL) {
		*batch = new_batch();
		if (*batch == NULL) {
			tlb_remove_table_one(table);
			return;
		}
	}
	(*batch)->tables[(*batch)->nr++] = table;
	if ((*batch)->nr == MAX_TABLE_BATCH)
		tlb_table_flush(tlb);
}
