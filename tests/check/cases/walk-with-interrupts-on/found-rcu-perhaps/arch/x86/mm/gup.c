// SPDX-License-Identifier: GPL-2.0
// Without PARAVIRT the flush is an IPI, which RCU does not hold back.

static int gup_pte_range(pmd_t pmd, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	pte_t *ptep = pte_offset_kernel(&pmd, addr);

	do {
		pte_t pte = READ_ONCE(*ptep);
		struct page *page;

		if (!pte_present(pte) || pte_special(pte))
			return 0;
		page = pte_page(pte);
		if (!try_get_page(page))
			return 0;
		if (pte_val(pte) != pte_val(*ptep)) {
			put_page(page);
			return 0;
		}
		pages[*nr] = page;
		(*nr)++;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	return 1;
}

static void gup_pgd_range(unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	pgd_t *pgdp = pgd_offset(current->mm, addr);	/* found */
	unsigned long next;

	do {
		pgd_t pgd = READ_ONCE(*pgdp);

		next = pgd_addr_end(addr, end);
		if (pgd_none(pgd))
			return;
		if (!gup_pte_range(pgd_pmd(pgd), addr, next, pages, nr))
			return;
	} while (pgdp++, addr = next, addr != end);
}

int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)
{
	unsigned long end = start + ((unsigned long)nr_pages << PAGE_SHIFT);
	unsigned long flags;
	int nr = 0;

	rcu_read_lock();
	gup_pgd_range(start, end, pages, &nr);
	rcu_read_unlock();
	if (nr < nr_pages)
		return slow(start, nr, nr_pages, gup_flags, pages);
	return nr;
}
