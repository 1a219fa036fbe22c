// SPDX-License-Identifier: GPL-2.0
/* A table of ptes, in the known forms, with other names and another layout. */
#ifdef CONFIG_ARCH_HAS_PTE_SPECIAL	//= op GUP_HAS_PTE_SPECIAL (Special bit)
static int gup_fast_pte_range(pmd_t dir, pmd_t *dirp, unsigned long va, unsigned long stop,
			      unsigned int how, struct page **out, int *count)
{
	struct dev_pagemap *map = NULL;	//= dropped: local variable of the old walker
	int was = *count, all = 0;
	pte_t *base, *cur;

	base = cur = pte_offset_map(&dir, va);	//= kernel gup_pte_map()
	if (!cur)
		return 0;
	do {
		pte_t copy = ptep_get_lockless(cur);	//= op gup_pte_get (Atomic read)
		struct folio *f;
		struct page *pg;

		if (pte_protnone(copy))	//= op gup_pte_permitted (Layout)
			goto out;
		if (!pte_access_permitted(copy, how & FOLL_WRITE))	//= op gup_pte_permitted (Layout)
			goto out;
		if (pte_devmap(copy)) {
			if (how & FOLL_LONGTERM)	//= kernel gup_device_hold(): no long-term pins
				goto out;
			map = get_dev_pagemap(pte_pfn(copy), map);	//= kernel gup_device_hold()
			if (!map) {
				gup_fast_undo_dev_pagemap(count, was, how, out);
				goto out;
			}
		} else if (pte_special(copy))	//= op gup_pte_special (Special bit)
			goto out;
		VM_BUG_ON(!pfn_valid(pte_pfn(copy)));
		pg = pte_page(copy);	//= op gup_pte_page (Layout)
		f = try_grab_folio_fast(pg, 1, how);	//= kernel gup_take(): reference, with the folio checked again
		if (!f)
			goto out;
		if (pmd_val(dir) != pmd_val(*dirp) || pte_val(copy) != pte_val(ptep_get(cur))) {	//= op gup_pte_same (Layout), asked by core gup_look_back() with the pmd above
			gup_put_folio(f, 1, how);	//= kernel gup_put_pages()
			goto out;
		}
		if (!gup_fast_folio_allowed(f, how)) {	//= kernel gup_policy()
			gup_put_folio(f, 1, how);
			goto out;
		}
		if (!pte_write(copy) && gup_must_unshare(NULL, how, pg)) {	//= kernel gup_needs_unshare()
			gup_put_folio(f, 1, how);
			goto out;
		}
		if (how & FOLL_PIN) {
			all = arch_make_folio_accessible(f);	//= kernel gup_accessible()
			if (all) {
				gup_put_folio(f, 1, how);
				goto out;
			}
		}
		folio_set_referenced(f);	//= kernel gup_touch()
		out[*count] = pg;
		(*count)++;	//= core gup_leaf(): how many are recorded
	} while (cur++, va += PAGE_SIZE, va != stop);
	all = 1;
out:
	if (map)
		put_dev_pagemap(map);	//= kernel gup_device_drop()
	pte_unmap(base);	//= kernel gup_pte_unmap()
	return all;
}
#else	//= op GUP_HAS_PTE_SPECIAL (Special bit)
static int gup_fast_pte_range(pmd_t dir, pmd_t *dirp, unsigned long va, unsigned long stop,
			      unsigned int how, struct page **out, int *count)
{
	return 0;	//= op GUP_HAS_PTE_SPECIAL (Special bit)
}
#endif
