// SPDX-License-Identifier: GPL-2.0
// A look back that is torn finds a difference, and the slow path takes over.

static int gup_huge_pmd(pmd_t orig, pmd_t *pmdp, struct page *page)
{
	if (!try_get_page(page))
		return 0;
	if (pmd_val(orig) != pmd_val(READ_ONCE(*pmdp))) {
		put_page(page);
		return 0;
	}
	return 1;
}
