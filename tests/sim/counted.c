// SPDX-License-Identifier: GPL-2.0
/*
 * counted.c - references on pages, of kernels that have no folios: get_page(),
 * put_page(), and what tails count
 */
#include "sched.h"

void get_page(struct page *page)
{
	struct folio *folio = page_folio(page);

	if (sim_is_walker())
		sim_point();
	if (folio_ref_count(folio) <= 0)
		sim_violation("a reference is taken on a page that nobody holds");
	atomic_add(1, &folio->_refcount);
	if (test_bit(PG_device, &page->flags))
		atomic_add(1, &sim_pgmap.pages);
}

#if SIM_TAILS
/* Of slab and hugetlb, which are not split, tails count nothing. */
static bool counts(const struct folio *head)
{
	return !folio_test_slab(head) && !folio_test_hugetlb(head);
}

void compound_lock(struct page *head)
{
	if (PageSlab(head) || PageTail(head))
		sim_violation("a lock is taken where there is none");
	if (sim_is_walker())
		sim_point();
	while (test_bit(PG_compound_lock, &head->flags))
		if (!sim_spin())
			return;
	set_bit(PG_compound_lock, &head->flags);
}

void compound_unlock(struct page *head)
{
	if (!test_bit(PG_compound_lock, &head->flags))
		sim_violation("a lock is let go that nobody has");
	clear_bit(PG_compound_lock, &head->flags);
	sim_spun();
}

void get_huge_page_tail(struct page *page)
{
	struct folio *head = page_folio(page);

	if (sim_is_walker())
		sim_point();
	if (!PageTail(page))
		sim_violation("a page counts references as a tail, and is none");
	else if (folio_ref_count(head) <= 0)
		sim_violation("a tail of a page that nobody holds counts references");
	else if (counts(head) && !test_bit(PG_compound_lock, &head->flags))
		sim_violation("a tail counts references without the lock");
	else if (counts(head))
		atomic_add(1, &page->tail_refs);
}

void put_page(struct page *page)
{
	struct folio *head = page_folio(page);

	if (PageTail(page) && counts(head)) {
		if (atomic_sub_return(1, &page->tail_refs) < 0)
			sim_violation("more references are given back than a tail has");
	}
	folio_put_refs(head, 1);
}

/*
 * As __split_huge_page_refcount(): nothing is frozen, and nobody is asked. A page that
 * was a tail has from now on what it counted, which the head loses.
 */
void sim_split_tails(struct folio *head, int refs)
{
	struct page *page = &head->page;
	unsigned long nr = 1UL << head->order, i;
	int before = head->owned, moved = 0;

	compound_lock(page);
	sim_step();
	clear_bit(PG_head, &head->flags);
	for (i = 1; i < nr; i++) {
		int own = atomic_read(&page[i].tail_refs);

		moved += own;
		WRITE_ONCE(page[i].mapping, head->mapping);
		page[i].owned = refs;
		atomic_set(&page[i].tail_refs, 0);
		__atomic_store_n(&page[i]._refcount.counter, refs + own, __ATOMIC_SEQ_CST);
		WRITE_ONCE(page[i].compound_head, 0);
		if (i < 4)
			sim_step();
	}
	head->owned = refs;
	if (atomic_sub_return(before - refs + moved, &head->_refcount) < refs)
		sim_violation("a split leaves the head fewer references than it is mapped");
	sim_step();
	compound_unlock(page);
}
#else
/* Of a device's page it puts one on the pagemap, too, which get_page() took. */
void put_page(struct page *page)
{
	if (test_bit(PG_device, &page->flags) && atomic_sub_return(1, &sim_pgmap.pages) < 0)
		sim_violation("a device's page is given back, and was not got by get_page()");
	folio_put_refs(page_folio(page), 1);
}
#endif
