// SPDX-License-Identifier: GPL-2.0
// Where there is no pud the pgd is none, and the step does not read it.

static int gup_pgd_range(pgd_t *pgdp, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	do {
		pgd_t pgd = READ_ONCE(*pgdp);
		unsigned long next = pgd_addr_end(addr, end);
		pmd_t *pmdp;

		if (!pgd_present(pgd) || pgd_leaf(pgd))
			return 0;
		pmdp = pmd_offset(pgdp, addr);
		if (!gup_pmd_range(pmdp, addr, next, pages, nr))
			return 0;
	} while (pgdp++, addr = next, addr != end);
	return 1;
}
