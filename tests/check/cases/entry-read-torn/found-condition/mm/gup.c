// SPDX-License-Identifier: GPL-2.0

static int gup_pte_range(pte_t *ptep, unsigned long addr, unsigned long end)
{
	do {
		pte_t pte = ptep_get_lockless(ptep); /* found */

		if (!pte_present(pte))
			return 0;
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	return 1;
}
