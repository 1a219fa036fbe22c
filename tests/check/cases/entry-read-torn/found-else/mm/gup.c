// SPDX-License-Identifier: GPL-2.0
/* As in 5.3 to 5.12: how a pte is read is chosen by a symbol. */
#ifdef CONFIG_GUP_GET_PTE_LOW_HIGH
static inline pte_t gup_get_pte(pte_t *ptep)
{
	pte_t pte;

	do {
		pte.pte_low = ptep->pte_low;
		smp_rmb();
		pte.pte_high = ptep->pte_high;
		smp_rmb();
	} while (unlikely(pte.pte_low != ptep->pte_low));
	return pte;
}
#else
static inline pte_t gup_get_pte(pte_t *ptep)
{
	return READ_ONCE(*ptep); /* found */
}
#endif

#ifdef CONFIG_ARCH_HAS_HUGEPD
static int gup_hugepte(pte_t *ptep, unsigned long addr)
{
	pte_t pte = READ_ONCE(*ptep); /* found */

	return pte_present(pte);
}
#endif
