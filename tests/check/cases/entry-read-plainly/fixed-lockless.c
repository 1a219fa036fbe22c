// SPDX-License-Identifier: GPL-2.0

static int gup_pmd_range(pud_t *pudp, unsigned long addr, unsigned long end)
{
	unsigned long next;
	pmd_t *pmdp = pmd_offset(pudp, addr);

	do {
		pmd_t pmd;

		pmd = pmdp_get_lockless(pmdp);

		next = pmd_addr_end(addr, end);
		if (pmd_none(pmd) || !gup_pte_range(pmd, pmdp, addr, next))
			return 0;
	} while (pmdp++, addr = next, addr != end);
	return 1;
}
