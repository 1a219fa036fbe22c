// SPDX-License-Identifier: GPL-2.0
/*
 * limit.c - the limit: only what no walker can leave out
 *
 * A call: the checks of its arguments and of fork, as the public functions promise
 * them; interrupts off and on, once. A table of ptes or a huge leaf: the descent, a
 * load a level. An entry: a load, and a second one, compared with the first,
 * when the references are there. A folio: one atomic for its pages of this table, and
 * for a pin of a large one a second, on its pin count; if it is large and mapped by
 * ptes, its head is looked up in the first of these pages, since no entry tells. A
 * page: a store. And prefetch: that first page, AHEAD entries before its reference.
 *
 * It is told of which size the folios are and that all may be taken, so it looks at
 * no permission and no flag, never gives up, and counts no pins.
 */
#include <linux/mm.h>
#include "gup_kernel.h"
#include "walkers.h"

/* Of 8, 16, 32 and 64 (order 0, shuffled, cold): 8 costs a third, 64 a tenth, 16 nothing. */
#define AHEAD	32

static __always_inline pmd_t *limit_descend(unsigned long addr)
{
	pgd_t *pgdp = pgd_offset(current->mm, addr);
	p4d_t *p4dp = p4d_offset(pgdp, addr);
	pud_t *pudp = pud_offset(p4dp, addr);

	return pmd_offset(pudp, addr);
}

static __always_inline void limit_take(struct folio *folio, int refs, const unsigned int order,
				       const bool pin)
{
	atomic_add(pin && !order ? GUP_PIN_COUNTING_BIAS : refs, &folio->_refcount);
	if (pin && order)
		atomic_add(refs, gup_pincount(folio));
}

/* How many of @left pages from @page on its folio has. */
static __always_inline int limit_run(struct page *page, int left, const unsigned int order)
{
	int in_folio = (1 << order) - (page_to_pfn(page) & ((1UL << order) - 1));

	return order ? min(in_folio, left) : 1;
}

static __always_inline void limit_note(pte_t *ptep, struct page **pages, int i,
				       const unsigned int order)
{
	struct page *page = pte_page(READ_ONCE(ptep[i]));

	pages[i] = page;
	if (!order || !i || !(page_to_pfn(page) & ((1UL << order) - 1)))
		prefetchw(page);
}

static __always_inline bool limit_ptes(pte_t *ptep, struct page **pages, int nr,
				       const unsigned int order, const bool pin)
{
	struct folio *folio;
	int noted, i, run, k;
	bool same = true;

	for (noted = 0; noted < min(nr, AHEAD); noted++)
		limit_note(ptep, pages, noted, order);
	for (i = 0; i < nr; i += run) {
		run = limit_run(pages[i], nr - i, order);
		for (k = 0; k < run && noted < nr; k++)
			limit_note(ptep, pages, noted++, order);
		folio = order ? page_folio(pages[i]) : (struct folio *)pages[i];
		limit_take(folio, run, order, pin);
		for (k = i; k < i + run; k++)
			same &= pte_page(READ_ONCE(ptep[k])) == pages[k];
	}
	return same;
}

static __always_inline int limit_walk(unsigned long start, int nr, unsigned int flags,
				      struct page **pages, const unsigned int order,
				      const bool huge, const bool pin)
{
	unsigned long addr, end, next, irq;
	struct gup_call call;
	bool same = true;

	nr = gup_enter(&start, nr, flags, &end);
	if (nr <= 0 || !gup_fork_begin(&call, flags))
		return 0;
	local_irq_save(irq);
	for (addr = start; addr != end && same; addr = next) {
		pmd_t *pmdp = limit_descend(addr), pmd = READ_ONCE(*pmdp);
		int i, here;

		next = min(addr | ~PMD_MASK, end - 1) + 1;
		here = (next - addr) >> PAGE_SHIFT;
		if (huge) {
			struct page *first = pmd_page(pmd);

			for (i = 0; i < here; i++)
				pages[i] = first + ((addr & ~PMD_MASK) >> PAGE_SHIFT) + i;
			limit_take((struct folio *)first, here, order, pin);
		} else {
			same = limit_ptes(pte_offset(&pmd, addr), pages, here, order, pin);
		}
		same &= pmd_val(READ_ONCE(*pmdp)) == pmd_val(pmd);
		pages += here;
	}
	local_irq_restore(irq);
	if (unlikely(!same || gup_fork_raced(&call, flags))) {
		gup_put_pages(pages - nr, nr, NULL, flags, NULL, 0);
		return 0;
	}
	return nr;
}

static __always_inline int limit(unsigned long start, int nr, unsigned int flags,
				 struct page **pages, const unsigned int order, const bool huge)
{
	return flags & FOLL_PIN ? limit_walk(start, nr, flags, pages, order, huge, true) :
				  limit_walk(start, nr, flags, pages, order, huge, false);
}

int bench_limit_order0(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	return limit(start, nr, flags, pages, 0, false);
}

int bench_limit_order4(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	return limit(start, nr, flags, pages, 4, false);
}

int bench_limit_order9(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	return limit(start, nr, flags, pages, 9, false);
}

int bench_limit_pmd(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	return limit(start, nr, flags, pages, 9, true);
}
