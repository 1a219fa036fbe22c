// SPDX-License-Identifier: GPL-2.0
/*
 * pages.c - struct pages, folios, references and pins
 */
#include <stdlib.h>
#include <sys/mman.h>
#include "mm.h"

/*
 * Frames from here on are memory. FAR pages on, the upper half of a 64-bit entry
 * is another. Behind the small ones are some folios that are as large as
 * the largest leaf; their tails are set up once.
 */
#define FIRST_PFN	(sim_layout.frame_mask >> sim_layout.frame_shift > 0xfffff ?	\
			 0x1c0000UL : 0x40000UL)
#define FAR		0x40000UL
#define SMALL		(FAR + (1UL << 15))
/* The first frame behind the small ones that a giant may begin with. */
#define GIANT		(((((FIRST_PFN + SMALL - 1) >> giant_order) + 1) << giant_order) - \
			 FIRST_PFN)
#define GIANTS		2
#define MAX_USED	4096

struct page *sim_pages, *sim_zero_page;
struct address_space sim_shmem = { SIM_SHMEM, NULL }, sim_regular = { SIM_REGULAR, NULL },
		     sim_secretmem = { SIM_SECRETMEM, &secretmem_aops };
const struct address_space_operations secretmem_aops;

static unsigned long nr_pages, next_page;
static unsigned int giant_order, giants;
static struct { struct page *page; unsigned int order; } used[MAX_USED];
static unsigned int nr_used, generations;

/*
 * Where the struct page of a frame is. Between two sections of a layout that has any is
 * one that belongs to no frame, and yet could be taken.
 */
#ifdef PAGES_PER_SECTION
static unsigned long place_of(unsigned long n)
{
	return n + n / PAGES_PER_SECTION;
}

static unsigned long number_of(unsigned long place)
{
	return place - place / (PAGES_PER_SECTION + 1);
}

static void part_sections(void)
{
	const unsigned long step = PAGES_PER_SECTION + 1;
	unsigned long place;

	for (place = step - 1; place < place_of(nr_pages); place += step) {
		struct page *page = sim_pages + place;

		page->mapping = SIM_ANON;
		page->flags = 1UL << PG_referenced | 1UL << PG_anon_exclusive;
		atomic_set(&page->_refcount, 1);
	}
}
#else
static void part_sections(void) { }
#define place_of(n)	(n)
#define number_of(place) (place)
#endif

struct page *pfn_to_page(u64 pfn)
{
	sim_lag();
	if (pfn - FIRST_PFN >= nr_pages) {
		sim_violation(sim_format("frame %llx, which is no memory, is taken for a page",
					 (unsigned long long)pfn));
		return sim_pages + place_of(nr_pages);
	}
	return sim_pages + place_of(pfn - FIRST_PFN);
}

unsigned long page_to_pfn(const struct page *page)
{
	return FIRST_PFN + number_of(page - sim_pages);
}

bool sim_pages_contain(const void *address)
{
	return (unsigned long)((const char *)address - (const char *)sim_pages) <
	       (place_of(nr_pages) + 1) * sizeof(struct page);
}

bool sim_page_gone(const void *address)
{
	unsigned long n = ((const char *)address - (const char *)sim_pages) / sizeof(struct page);

	return sim_pages[n].flags & (1UL << PG_gone);
}

static void pages_init(void)
{
	giant_order = sim_order(sim_layout.level[SIM_PUD].leaf ? SIM_PUD : SIM_PMD);
	nr_pages = GIANT + ((unsigned long)GIANTS << giant_order);
	sim_pages = mmap(NULL, (place_of(nr_pages) + 1) * sizeof(struct page),
			 PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (sim_pages == MAP_FAILED)
		sim_die(sim_format("no address space for %lu struct pages", nr_pages));
	part_sections();
}

/* For how many pages of a folio more is kept than who their head is. */
static unsigned long nr_minded(unsigned int order)
{
	return order > 13 ? 1 : 1UL << order;
}

static void note_used(struct page *page, unsigned int order)
{
	unsigned long nr = nr_minded(order), i;

	if (page->known && page[nr - 1].known)
		return;
	if (nr_used == MAX_USED)
		sim_die(sim_format("a case uses more than %d folios", MAX_USED));
	used[nr_used].page = page;
	used[nr_used++].order = order;
	for (i = 0; i < nr; i++)
		page[i].known = true;
}

/* The tails first, then the head: as prep_compound_page(), a step at a time. */
static void compose(struct page *page, unsigned int order, struct address_space *mapping)
{
	struct folio *folio = (struct folio *)page;
	unsigned long i;

	if (nth_page(page, (1UL << order) - 1)->compound_head != ((unsigned long)page | 1))
		for (i = 1; i < 1UL << order; i++)
			WRITE_ONCE(nth_page(page, i)->compound_head, (unsigned long)page | 1);
	WRITE_ONCE(folio->order, order);
	WRITE_ONCE(folio->mapping, mapping);
	WRITE_ONCE(folio->flags, (order ? 1UL << PG_head : 0) | 1UL << PG_referenced |
				 (mapping == SIM_ANON ? 1UL << PG_anon_exclusive : 0));
	generations++;
	for (i = 0; i < nr_minded(order); i++) {
		WRITE_ONCE(page[i].generation, generations);
		WRITE_ONCE(page[i].sole, 0);
		WRITE_ONCE(page[i].free, false);
	}
}

static void first_reference(struct folio *folio)
{
	folio->owned = 1;
	atomic_set(&folio->_pincount, 0);
	__atomic_store_n(&folio->_refcount.counter, 1, __ATOMIC_SEQ_CST);
}

struct folio *sim_prep(struct page *page, unsigned int order, struct address_space *mapping)
{
	note_used(page, order);
	compose(page, order, mapping);
	first_reference((struct folio *)page);
	return (struct folio *)page;
}

struct folio *sim_prep_late(struct page *page, unsigned int order, struct address_space *mapping)
{
	note_used(page, order);
	first_reference((struct folio *)page);
	sim_step();
	compose(page, order, mapping);
	return (struct folio *)page;
}

struct folio *sim_folio(unsigned int order, struct address_space *mapping)
{
	unsigned long first;

	if (order == giant_order && order > 11) {
		if (giants == GIANTS)
			sim_die(sim_format("a case uses more than %d folios of order %u", GIANTS,
					   order));
		first = GIANT + ((unsigned long)giants++ << order);
	} else {
		first = (next_page + (1UL << order) - 1) >> order << order;
		next_page = first + (1UL << order);
		if (next_page > FAR)
			sim_die(sim_format("a case uses more than %lu pages", FAR));
	}
	return sim_prep(pfn_to_page(FIRST_PFN + first), order, mapping);
}

struct folio *sim_far_folio(unsigned int order, struct address_space *mapping)
{
	return sim_prep(pfn_to_page(FIRST_PFN + FAR), order, mapping);
}

struct folio *sim_last_folio(unsigned int order, struct address_space *mapping)
{
	struct page *page = pfn_to_page(FIRST_PFN + nr_pages - (1UL << order));

	/* It may have been a giant's tail, which nobody undoes. */
	WRITE_ONCE(page->compound_head, 0);
	return sim_prep(page, order, mapping);
}

void sim_mark_each(struct folio *folio)
{
	unsigned long i;

	for (i = 0; i < folio_nr_pages(folio); i++)
		set_bit(PG_anon_exclusive, &(&folio->page)[i].flags);
	smp_wmb();
	set_bit(PG_each_exclusive, &folio->flags);
}

void sim_get(struct folio *folio, int refs)
{
	folio->owned += refs;
	atomic_add(refs, &folio->_refcount);
}

/* Pages of a folio that is freed are nobody's, and each its own head. */
static void free_folio(struct folio *folio)
{
	unsigned int order = folio_test_large(folio) ? folio->order : 0;
	struct page *page = &folio->page;
	unsigned long i;

	WRITE_ONCE(folio->mapping, NULL);
	WRITE_ONCE(folio->flags, 0);
	WRITE_ONCE(folio->order, 0);
	if (order <= 13)
		for (i = 1; i < 1UL << order; i++) {
			WRITE_ONCE(page[i].compound_head, 0);
			WRITE_ONCE(page[i].flags, 0);
			__atomic_store_n(&page[i].free, true, __ATOMIC_RELEASE);
		}
	__atomic_store_n(&page->free, true, __ATOMIC_RELEASE);
}

void sim_put_refs(struct folio *folio, int refs)
{
	int left = atomic_sub_return(refs, &folio->_refcount);

	if (left < 0)
		sim_violation("more references are given back than there were");
	if (left == 0)
		free_folio(folio);
}

void sim_put(struct folio *folio, int refs)
{
	folio->owned -= refs;
	sim_put_refs(folio, refs);
}

void sim_release(struct folio *folio)
{
	sim_put(folio, folio->owned);
}

bool sim_sole(struct folio *folio, bool writers_only)
{
	smp_mb();
	if (folio_ref_count(folio) != folio->owned)
		return false;
	WRITE_ONCE(folio->sole, writers_only ? 1 : 2);
	return true;
}

bool sim_freeze(struct folio *folio)
{
	int expected = folio->owned;

	return __atomic_compare_exchange_n(&folio->_refcount.counter, &expected, 0, false,
					   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

void sim_unfreeze(struct folio *folio)
{
	__atomic_store_n(&folio->_refcount.counter, folio->owned, __ATOMIC_SEQ_CST);
}

bool sim_maybe_pinned(struct folio *folio)
{
	if (folio_has_pincount(folio))
		return atomic_read(&folio->_pincount) > 0;
	return folio_ref_count(folio) >= GUP_PIN_COUNTING_BIAS;
}

void sim_split_folio(struct folio *folio, int refs)
{
	struct page *page = &folio->page;
	unsigned long nr = 1UL << folio->order, i;

	clear_bit(PG_head, &folio->flags);
	for (i = 1; i < nr; i++) {
		WRITE_ONCE(page[i].mapping, folio->mapping);
		WRITE_ONCE(page[i].compound_head, 0);
		page[i].owned = refs;
		__atomic_store_n(&page[i]._refcount.counter, refs, __ATOMIC_SEQ_CST);
	}
	folio->owned = refs;
	sim_unfreeze(folio);
}

void sim_services_reset(void);
void sim_tables_reset(void);
void sim_cpu_reset(void);

void sim_reset(void)
{
	if (!sim_pages)
		pages_init();
	while (nr_used) {
		struct page *page = used[--nr_used].page;
		unsigned int order = used[nr_used].order;

		memset(page, 0, nr_minded(order) * sizeof(*page));
	}
	next_page = 0;
	giants = 0;
	sim_services_reset();
	sim_zero_page = NULL;
	sim_tables_reset();
	sim_cpu_reset();
	sim_zero_page = &sim_folio(0, NULL)->page;
}

/* A caller holds @page: @refs references on its folio, and @pins of its pin count. */
void sim_hold(struct page *page, int refs, int pins)
{
	struct folio *folio = page_folio(page);

	folio->held += refs;
	folio->held_pins += pins;
	if (SIM_TAILS && page != &folio->page && !folio_test_slab(folio) &&
	    !folio_test_hugetlb(folio))
		page->held_tail += refs;
}

static void check_counts(struct page *page)
{
	int refs = atomic_read(&page->_refcount), pins = atomic_read(&page->_pincount);
	unsigned long n = page_to_pfn(page) - FIRST_PFN;

	if (refs != page->owned + page->held)
		sim_violation(sim_format("page %lu has %d references, %d accounted for and %d held",
					 n, refs, page->owned, page->held));
	if (pins != page->held_pins)
		sim_violation(sim_format("page %lu has %d pins, %d are held", n, pins,
					 page->held_pins));
	if (atomic_read(&page->tail_refs) != page->held_tail)
		sim_violation(sim_format("page %lu counts %d references as a tail, %d are held", n,
					 atomic_read(&page->tail_refs), page->held_tail));
}

/* Each count must be what the kernel accounts for and what callers hold. */
void sim_check_references(void)
{
	unsigned int n;
	unsigned long i;

	for (n = 0; n < nr_used; n++)
		for (i = 0; i < nr_minded(used[n].order); i++)
			check_counts(used[n].page + i);
	if (atomic_read(&sim_pgmap.users))
		sim_violation("the reference on a device's pagemap was not given back");
}
