/* The look back of a huge leaf undoes the references, not the count. */
static int gup_huge_pmd(pmd_t orig, pmd_t *pmdp, unsigned long addr, unsigned long end, int write,
			struct page **pages, int *nr)
{
	struct page *head, *page;
	int refs = 0;

	head = pmd_page(orig);
	page = head + ((addr & ~PMD_MASK) >> PAGE_SHIFT);
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
	if (unlikely(pmd_val(orig) != pmd_val(*pmdp))) {
		while (refs--)
			put_page(head);
		return 0; /* found */
	}
	return 1;
}
