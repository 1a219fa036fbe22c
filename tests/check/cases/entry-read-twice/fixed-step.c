// SPDX-License-Identifier: GPL-2.0

static int gup_pud_range(pud_t *pudp, unsigned long addr, unsigned long end, struct page **pages, int *nr)
{
	do {
		pud_t pud = READ_ONCE(*pudp);
		unsigned long next = pud_addr_end(addr, end);
		pmd_t *pmdp;

		if (!pud_present(pud) || pud_leaf(pud))
			return 0;
		pmdp = pmd_offset_lockless(pudp, pud, addr);
		if (!gup_pmd_range(pmdp, addr, next, pages, nr))
			return 0;
	} while (pudp++, addr = next, addr != end);
	return 1;
}
