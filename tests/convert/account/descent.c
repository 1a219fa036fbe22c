// SPDX-License-Identifier: GPL-2.0
/* The way in and the way down, in the known forms, with other names. */
static int gup_fast_pmd_range(pud_t *tablep, pud_t table, unsigned long va, unsigned long stop,
			      unsigned int how, struct page **out, int *count)
{
	pmd_t *cur;
	unsigned long edge;

	cur = pmd_offset_lockless(tablep, table, va);	//= op gup_pmd_offset (Layout)
	do {	//= core gup_walk_piece(): from leaf to leaf, and from table to table
		pmd_t copy = pmdp_get_lockless(cur);	//= op gup_pmd_get (Atomic read)

		edge = pmd_addr_end(va, stop);
		if (!pmd_present(copy))	//= op gup_pmd_table (Layout), and gup_pmd_permitted for a leaf
			return 0;
		if (pmd_leaf(copy)) {	//= op gup_pmd_leaf (Layout)
			if (pmd_protnone(copy))	//= op gup_pmd_permitted (Layout)
				return 0;
			if (!gup_fast_pmd_leaf(copy, cur, va, edge, how, out, count))	//= core gup_walk_huge(): a huge leaf
				return 0;
		} else if (!gup_fast_pte_range(copy, cur, va, edge, how, out, count))	//= core gup_descend(): one level down
			return 0;
	} while (cur++, va = edge, va != stop);
	return 1;
}

static int gup_fast_pud_range(p4d_t *tablep, p4d_t table, unsigned long va, unsigned long stop,
			      unsigned int how, struct page **out, int *count)
{
	pud_t *cur;
	unsigned long edge;

	cur = pud_offset_lockless(tablep, table, va);	//= op gup_pud_offset (Layout)
	do {
		pud_t copy = pudp_get(cur);	//= op gup_pud_get (Atomic read)

		edge = pud_addr_end(va, stop);
		if (!pud_present(copy))
			return 0;
		if (pud_leaf(copy)) {	//= op gup_pud_leaf (Layout)
			if (!gup_fast_pud_leaf(copy, cur, va, edge, how, out, count))
				return 0;
		} else if (!gup_fast_pmd_range(cur, copy, va, edge, how, out, count))
			return 0;
	} while (cur++, va = edge, va != stop);
	return 1;
}

static unsigned long gup_fast(unsigned long first, unsigned long stop, unsigned int how,
			      struct page **out)
{
	unsigned long state;
	unsigned int forks;
	int got = 0;

	if (!IS_ENABLED(CONFIG_HAVE_GUP_FAST) || !gup_fast_permitted(first, stop))	//= op gup_range_permitted (Layout)
		return 0;
	if (how & FOLL_PIN) {
		forks = raw_read_seqcount(&current->mm->write_protect_seq);	//= kernel gup_fork_begin()
		if (forks & 1)
			return 0;
	}
	local_irq_save(state);
	gup_fast_pgd_range(first, stop, how, out, &got);
	local_irq_restore(state);	//= core gup_walk_range(): interrupts as they were
	if (how & FOLL_PIN) {
		if (read_seqcount_retry(&current->mm->write_protect_seq, forks)) {	//= kernel gup_fork_raced()
			gup_fast_unpin_user_pages(out, got);	//= kernel gup_put_pages(): of a whole call
			return 0;
		} else {
			sanity_check_pinned_pages(out, got);	//= kernel gup_taken()
		}
	}
	return got;
}
