// SPDX-License-Identifier: GPL-2.0

static inline pte_t gup_get_pte(pte_t *ptep)
{
#ifdef CONFIG_X2TLB
	pte_t pte;

	do {
		pte.pte_low = ptep->pte_low;
		smp_rmb();
		pte.pte_high = ptep->pte_high;
		smp_rmb();
	} while (unlikely(pte.pte_low != ptep->pte_low));
	return pte;
#else
	return READ_ONCE(*ptep);
#endif
}

static int gup_pmd_range(pud_t *pudp, unsigned long addr, unsigned long end)
{
	unsigned long next;
	pmd_t *pmdp = pmd_offset(pudp, addr);

	do {
		pmd_t pmd;

		pmd = *pmdp;

		next = pmd_addr_end(addr, end);
		if (pmd_none(pmd) || !gup_pte_range(pmd, pmdp, addr, next))
			return 0;
	} while (pmdp++, addr = next, addr != end);
	return 1;
}
