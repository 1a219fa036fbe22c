// SPDX-License-Identifier: GPL-2.0
/*
 * simple.c - a straightforward fast gup, to be compared with
 *
 * What mainline's does, and the seed's did, in the same order: interrupts are off
 * for the whole call, a loop for each level, and of each pte, before the next one
 * is looked at: permission, special, page, a reference on its folio, is it still
 * the folio's, pin, look back at pmd and pte, policy, "referenced", record.
 * The checks of the arguments and the fork count are those of ours.
 */
#include <linux/mm.h>
#include "gup_kernel.h"
#include "walkers.h"

struct simple {
	unsigned int flags;
	struct page **pages;
	int nr;
};

static bool simple_allowed(struct folio *folio, unsigned int flags)
{
	const bool no_file = gup_no_file(flags);
	const bool maybe_secret = IS_ENABLED(CONFIG_SECRETMEM) && !folio_test_large(folio);
	struct address_space *mapping;

	if (!no_file && !maybe_secret)
		return true;
	if (WARN_ON_ONCE(folio_test_slab(folio)))
		return false;
	if (folio_test_hugetlb(folio))
		return true;
	mapping = READ_ONCE(folio->mapping);
	if (!mapping)
		return false;
	if ((unsigned long)mapping & PAGE_MAPPING_FLAGS)
		return (unsigned long)mapping & PAGE_MAPPING_ANON;
	if (maybe_secret && secretmem_mapping(mapping))
		return false;
	return !no_file || shmem_mapping(mapping);
}

static struct folio *simple_get(struct page *page, int refs)
{
	struct folio *folio;

	for (;;) {
		folio = page_folio(page);
		if (WARN_ON_ONCE(folio_ref_count(folio) < 0))
			return NULL;
		if (unlikely(!folio_ref_try_add(folio, refs)))
			return NULL;
		if (likely(page_folio(page) == folio))
			return folio;
		folio_put_refs(folio, refs);
	}
}

static struct folio *simple_grab(struct page *page, int refs, unsigned int flags)
{
	struct folio *folio;

	if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(page)))
		return NULL;
	if (flags & FOLL_PIN && is_zero_page(page))
		return page_folio(page);
	folio = simple_get(page, refs);
	if (!folio || !(flags & FOLL_PIN))
		return folio;
	if (unlikely(flags & FOLL_LONGTERM && !folio_is_longterm_pinnable(folio))) {
		folio_put_refs(folio, refs);
		return NULL;
	}
	if (folio_test_large(folio))
		atomic_add(refs, gup_pincount(folio));
	else
		atomic_add(refs * (GUP_PIN_COUNTING_BIAS - 1), &folio->_refcount);
	/* Pairs with whoever clears an entry and then looks for pins. */
	smp_mb__after_atomic();
	mod_node_page_state(folio_nid(folio), NR_FOLL_PIN_ACQUIRED, refs);
	return folio;
}

static bool simple_ptes(struct simple *s, pmd_t pmd, pmd_t *pmdp, unsigned long addr,
			unsigned long end)
{
	pte_t *ptep = __pte_map(&pmd, addr);

	for (; addr != end; addr += PAGE_SIZE, ptep++) {
		pte_t pte = ptep_get_lockless(ptep);
		struct folio *folio;
		struct page *page;

		if (pte_protnone(pte) || !pte_access_permitted(pte, s->flags & FOLL_WRITE))
			return false;
		if (pte_devmap(pte) || pte_special(pte))
			return false;
		page = pte_page(pte);
		folio = simple_grab(page, 1, s->flags);
		if (!folio)
			return false;
		if (unlikely(pmd_val(pmd) != pmd_val(READ_ONCE(*pmdp)) ||
			     pte_val(pte) != pte_val(ptep_get_lockless(ptep)) ||
			     !simple_allowed(folio, s->flags) ||
			     (!pte_write(pte) && gup_must_unshare(NULL, s->flags, page)) ||
			     !gup_accessible(folio, s->flags))) {
			gup_put_folio(folio, 1, s->flags);
			return false;
		}
		folio_set_referenced(folio);
		s->pages[s->nr++] = page;
	}
	return true;
}

/* Pages of a huge leaf from @page on; @slot is where it stands, @val what it was. */
static bool simple_huge(struct simple *s, struct page *page, int refs, u64 *slot, u64 val,
			bool writable)
{
	struct folio *folio;
	int i;

	for (i = 0; i < refs; i++)
		s->pages[s->nr + i] = nth_page(page, i);
	folio = simple_grab(page, refs, s->flags);
	if (!folio)
		return false;
	if (unlikely(READ_ONCE(*slot) != val || !simple_allowed(folio, s->flags) ||
		     (!writable && gup_must_unshare(NULL, s->flags, &folio->page)))) {
		gup_put_folio(folio, refs, s->flags);
		return false;
	}
	s->nr += refs;
	folio_set_referenced(folio);
	return true;
}

static bool simple_pmd_leaf(struct simple *s, pmd_t pmd, pmd_t *pmdp, unsigned long addr,
			    unsigned long end)
{
	if (!pmd_access_permitted(pmd, s->flags & FOLL_WRITE) || pmd_special(pmd) ||
	    pmd_devmap(pmd))
		return false;
	return simple_huge(s, nth_page(pmd_page(pmd), (addr & ~PMD_MASK) >> PAGE_SHIFT),
			   (end - addr) >> PAGE_SHIFT, &pmdp->pmd, pmd.pmd, pmd_write(pmd));
}

static bool simple_pud_leaf(struct simple *s, pud_t pud, pud_t *pudp, unsigned long addr,
			    unsigned long end)
{
	if (!pud_access_permitted(pud, s->flags & FOLL_WRITE) || pud_special(pud) ||
	    pud_devmap(pud))
		return false;
	return simple_huge(s, nth_page(pud_page(pud), (addr & ~PUD_MASK) >> PAGE_SHIFT),
			   (end - addr) >> PAGE_SHIFT, &pudp->pud, pud.pud, pud_write(pud));
}

/* The end of what an entry of @size maps, or of the range. */
static __always_inline unsigned long entry_end(unsigned long addr, unsigned long end,
					       unsigned long size)
{
	return min((addr | (size - 1)), end - 1) + 1;
}

static bool simple_pmds(struct simple *s, pud_t pud, pud_t *pudp, unsigned long addr,
			unsigned long end)
{
	pmd_t *pmdp = pmd_offset_lockless(pudp, pud, addr);
	unsigned long next;
	bool all;

	for (; addr != end; addr = next, pmdp++) {
		pmd_t pmd = pmdp_get_lockless(pmdp);

		next = entry_end(addr, end, PMD_SIZE);
		if (!pmd_present(pmd))
			return false;
		all = unlikely(pmd_leaf(pmd)) ? simple_pmd_leaf(s, pmd, pmdp, addr, next) :
						simple_ptes(s, pmd, pmdp, addr, next);
		if (!all)
			return false;
	}
	return true;
}

static bool simple_puds(struct simple *s, p4d_t p4d, p4d_t *p4dp, unsigned long addr,
			unsigned long end)
{
	pud_t *pudp = pud_offset_lockless(p4dp, p4d, addr);
	unsigned long next;
	bool all;

	for (; addr != end; addr = next, pudp++) {
		pud_t pud = READ_ONCE(*pudp);

		next = entry_end(addr, end, PUD_SIZE);
		if (!pud_present(pud))
			return false;
		all = unlikely(pud_leaf(pud)) ? simple_pud_leaf(s, pud, pudp, addr, next) :
						simple_pmds(s, pud, pudp, addr, next);
		if (!all)
			return false;
	}
	return true;
}

static void simple_walk(struct simple *s, unsigned long addr, unsigned long end)
{
	pgd_t *pgdp = pgd_offset(current->mm, addr);
	unsigned long next;

	/* The p4d is folded, so there is one in each pgd. */
	for (; addr != end; addr = next, pgdp++) {
		pgd_t pgd = READ_ONCE(*pgdp);
		p4d_t *p4dp = p4d_offset_lockless(pgdp, pgd, addr);
		p4d_t p4d = READ_ONCE(*p4dp);

		next = entry_end(addr, end, PGDIR_SIZE);
		if (pgd_none(pgd) || !p4d_present(p4d) || !simple_puds(s, p4d, p4dp, addr, next))
			return;
	}
}

int bench_simple(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	struct simple s = { .flags = flags, .pages = pages };
	unsigned long end, irq;
	struct gup_call call;

	nr = gup_enter(&start, nr, flags, &end);
	if (nr <= 0 || !gup_fork_begin(&call, flags))
		return 0;
	local_irq_save(irq);
	simple_walk(&s, start, end);
	local_irq_restore(irq);
	if (unlikely(gup_fork_raced(&call, flags))) {
		gup_put_pages(pages, s.nr, NULL, flags, NULL, 0);
		return 0;
	}
	return s.nr;
}
