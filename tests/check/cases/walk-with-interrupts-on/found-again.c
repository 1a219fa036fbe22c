// SPDX-License-Identifier: GPL-2.0
// Only the top level is read with interrupts off.

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

int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	unsigned long addr = start, next, end = start + ((unsigned long)nr_pages << PAGE_SHIFT);
	pgd_t *pgdp;
	int nr = 0;

	local_irq_disable();
	pgdp = pgd_offset(current->mm, addr);
	local_irq_enable();
	do {
		pgd_t pgd = READ_ONCE(*pgdp);

		next = pgd_addr_end(addr, end);
		if (pgd_none(pgd))
			goto slow;
		if (!gup_pte_range(pgd_pmd(pgd), addr, next, pages, &nr))	/* found */
			goto slow;
	} while (pgdp++, addr = next, addr != end);
	return nr;
slow:
	return slow(start, nr, nr_pages, write, pages);
}
