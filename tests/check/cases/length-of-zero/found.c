/* A check for a wrap is none for a length of zero. */
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	unsigned long addr, len, end, next;
	pgd_t *pgdp;
	int nr = 0;

	start &= PAGE_MASK;
	addr = start;
	len = (unsigned long) nr_pages << PAGE_SHIFT;
	end = start + len;
	if (end < start)
		return -EFAULT;

	local_irq_disable(); /* found */
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
