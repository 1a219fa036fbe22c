// SPDX-License-Identifier: GPL-2.0
// The look back uses what it reads once, and what the address of a copy is to stays as it is.

static int gup_huge_pmd(pmd_t orig, pmd_t *pmdp, struct page *page)
{
	pte_t pte = *(pte_t *)&orig;

	if (!try_get_page(page))
		return 0;
	if (pmd_val(orig) != pmd_val(*pmdp) || !pte_present(pte)) {
		put_page(page);
		return 0;
	}
	return 1;
}
