int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	unsigned long addr, len, end, next;
	pgd_t *pgdp;
	int nr = 0;

	if (nr_pages <= 0)
		return 0;
	start &= PAGE_MASK;
	addr = start;
	len = (unsigned long) nr_pages << PAGE_SHIFT;
	end = start + len; /* found */

	local_irq_disable();
	pgdp = pgd_offset(current->mm, addr);
	do {
		pgd_t pgd = *pgdp;

		next = pgd_addr_end(addr, end);
		if (pgd_none(pgd) || !gup_pud_range(pgd, addr, next, write, pages, &nr))
			goto slow;
	} while (pgdp++, addr = next, addr != end);
	local_irq_enable();
	return nr;
slow:
	local_irq_enable();
	return get_user_pages_slow(start, end, nr, write, pages);
}
