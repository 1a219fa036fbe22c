// SPDX-License-Identifier: GPL-2.0

static int gup_hugepte(pte_t *ptep, unsigned long size, unsigned long addr, unsigned long end,
		       struct page **pages, int *nr)
{
	pte_t pte = READ_ONCE(*ptep);
	struct page *head = pte_page(pte), *page;
	int refs = 0;

	page = head + ((addr & (size - 1)) >> PAGE_SHIFT);
	do {
		pages[*nr] = page;
		(*nr)++;
		page++;
		refs++;
	} while (addr += PAGE_SIZE, addr != end);

	if (!page_cache_add_speculative(head, refs)) {
		*nr -= refs;
		return 0;
	}
	if (unlikely(pte_val(pte) != pte_val(*ptep))) {
		*nr -= refs;
		while (refs--)
			put_page(head);
		return 0;
	}
	return 1;
}
