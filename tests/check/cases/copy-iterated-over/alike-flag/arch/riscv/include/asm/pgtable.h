// SPDX-License-Identifier: GPL-2.0

static inline pmd_t *pmd_offset(pud_t *pud, unsigned long address)
{
	if (pgtable_l3_enabled)
		return (pmd_t *)pud_page_vaddr(*pud) + pmd_index(address);
	return (pmd_t *)pud;
}
