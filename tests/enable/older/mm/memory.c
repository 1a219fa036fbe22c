static unsigned long zap_pte_range(struct mmu_gather *tlb,
				struct vm_area_struct *vma, pmd_t *pmd,
				unsigned long addr, unsigned long end,
				struct zap_details *details)
{
	int force_flush = 0;

	do {
		if (pte_none(*pte))
			continue;
		force_flush = !__tlb_remove_page(tlb, page);
		if (force_flush)
			break;
	} while (pte++, addr += PAGE_SIZE, addr != end);
	if (force_flush) {
		unsigned long old_end;

		old_end = tlb->end;
		tlb->end = addr;
		tlb_flush_mmu(tlb);
		tlb->start = addr;
		tlb->end = old_end;
	}
	return addr;
}

/* a look-alike, in which nothing is cut off */
static void unmap_hugepage_range(struct mmu_gather *tlb, unsigned long addr)
{
	int force_flush;

	do {
		force_flush = !__tlb_remove_page(tlb, page);
		if (force_flush)
			break;
	} while (addr);
}

static void tlb_remove_table_rcu(struct mmu_table_batch *batch)
{
	while (batch->nr)
		__tlb_remove_table(batch->tables[--batch->nr]);
}

void tlb_table_flush(struct mmu_gather *tlb)
{
	call_rcu_sched(tlb->batch, tlb_remove_table_rcu);
	tlb->batch = NULL;
}

static void tlb_remove_table_one(void *table)
{
	smp_call_function(nothing);
	__tlb_remove_table(table);
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
	}
	(*batch)->tables[(*batch)->nr++] = table;
	if ((*batch)->nr == MAX_TABLE_BATCH)
		tlb_table_flush(tlb);
}

/* another look-alike: it has been flushed by now */
void tlb_finish_mmu(struct mmu_gather *tlb)
{
	tlb_table_flush(tlb);
}
