// SPDX-License-Identifier: GPL-2.0
// Whoever read the pte may have looked.

static int gup_one(pte_t pte, struct page **pages)
{
	struct page *page;

	if (pte_special(pte))
		return 0;
	page = pte_page(pte);
	if (!try_get_page(page))
		return 0;
	pages[0] = page;
	return 1;
}
