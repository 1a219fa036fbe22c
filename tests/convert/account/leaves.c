// SPDX-License-Identifier: GPL-2.0
/* Huge leaves and their references, in the known forms, with other names. */
static inline struct folio *try_get_folio(struct page *pg, int n)
{
	struct folio *f;

again:	//= dropped: a folio that changed is left to the slow path, not tried again
	f = page_folio(pg);
	if (WARN_ON_ONCE(folio_ref_count(f) < 0))	//= kernel gup_take(): no reference on an overflown count
		return NULL;
	if (!folio_ref_try_add(f, n))
		return NULL;
	if (page_folio(pg) != f) {	//= kernel gup_take(): the folio, checked with the reference held
		if (!put_devmap_managed_folio_refs(f, n))	//= kernel gup_put_refs()
			folio_put_refs(f, n);
		goto again;
	}
	return f;
}

static int record_subpages(struct page *pg, unsigned long bytes, unsigned long va,
			   unsigned long stop, struct page **out)
{
	struct page *at;
	int i;

	at = nth_page(pg, (va & (bytes - 1)) >> PAGE_SHIFT);	//= core gup_walk_huge(): the pages of a huge leaf
	for (i = 0; va != stop; i++, va += PAGE_SIZE)	//= core gup_walk_huge(): the pages of a huge leaf
		out[i] = nth_page(at, i);
	return i;
}

static struct folio *try_grab_folio_fast(struct page *pg, int n, unsigned int how)
{
	struct folio *f;

	VM_WARN_ON_ONCE(!irqs_disabled());
	if (WARN_ON_ONCE((how & (FOLL_GET | FOLL_PIN)) == 0))	//= dropped: the public functions set one of both
		return NULL;
	if (!(how & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(pg))
		return NULL;
	if (how & FOLL_GET)
		return try_get_folio(pg, n);	//= kernel gup_take(): a reference is enough
	if (is_zero_page(pg))
		return page_folio(pg);	//= kernel gup_take(): the zero page is not pinned
	f = try_get_folio(pg, n);
	if (!f)
		return NULL;
	if ((how & FOLL_LONGTERM) && !folio_is_longterm_pinnable(f)) {
		if (!put_devmap_managed_folio_refs(f, n))
			folio_put_refs(f, n);
		return NULL;
	}
	if (folio_test_large(f))	//= kernel gup_take(): a large folio counts its pins apart
		atomic_add(n, &f->_pincount);
	else
		folio_ref_add(f, n * (GUP_PIN_COUNTING_BIAS - 1));
	smp_mb__after_atomic();	//= core gup_leaf(): one barrier after the last reference or pin
	node_stat_mod_folio(f, NR_FOLL_PIN_ACQUIRED, n);	//= kernel gup_flush_counters(): a node's pins at once
	return f;
}

static int gup_fast_pmd_leaf(pmd_t copy, pmd_t *at, unsigned long va, unsigned long stop,
			     unsigned int how, struct page **out, int *count)
{
	struct folio *f;	//= dropped: local variable of the old walker
	struct page *pg;
	int n;

	if (!pmd_access_permitted(copy, how & FOLL_WRITE))	//= op gup_pmd_permitted (Layout)
		return 0;
	if (pmd_special(copy))	//= op gup_pmd_special (Special bit)
		return 0;
	if (pmd_devmap(copy)) {
		if (how & FOLL_LONGTERM)
			return 0;
		return gup_fast_devmap_pmd_leaf(copy, at, va, stop, how, out, count);
	}
	pg = pmd_page(copy);	//= op gup_pmd_page (Layout)
	n = record_subpages(pg, PMD_SIZE, va, stop, out + *count);
	f = try_grab_folio_fast(pg, n, how);	//= kernel gup_take(): references, with the folio checked again
	if (!f)
		return 0;
	if (pmd_val(copy) != pmd_val(*at)) {	//= op gup_pmd_same (Layout), asked by core gup_look_back()
		gup_put_folio(f, n, how);	//= kernel gup_put_pages()
		return 0;
	}
	if (!gup_fast_folio_allowed(f, how)) {	//= kernel gup_policy()
		gup_put_folio(f, n, how);
		return 0;
	}
	if (!pmd_write(copy) && gup_must_unshare(NULL, how, &f->page)) {	//= kernel gup_needs_unshare()
		gup_put_folio(f, n, how);
		return 0;
	}
	*count += n;
	folio_set_referenced(f);	//= kernel gup_touch()
	return 1;
}

static int gup_fast_pgd_leaf(pgd_t copy, pgd_t *at, unsigned long va, unsigned long stop,
			     unsigned int how, struct page **out, int *count)
{
	struct folio *f;	//= dropped: no tree maps user memory by a pgd; core gup_entry_table() leaves one to the slow path
	struct page *pg;
	int n;

	if (!pgd_access_permitted(copy, how & FOLL_WRITE))
		return 0;
	BUILD_BUG_ON(pgd_devmap(copy));
	pg = pgd_page(copy);
	n = record_subpages(pg, PGDIR_SIZE, va, stop, out + *count);
	f = try_grab_folio_fast(pg, n, how);
	if (!f)
		return 0;
	if (pgd_val(copy) != pgd_val(*at)) {
		gup_put_folio(f, n, how);
		return 0;
	}
	*count += n;
	return 1;
}
